package dev.openenv.cli;

import dev.openenv.docker.DockerEngine;
import picocli.CommandLine.Command;

/** Removes what was left behind. */
@Command(
        name = "reap",
        description = {
            "Remove the containers and networks of processes of this machine that were killed before they could.",
            "Those of processes that run, of other machines and of strangers stay."
        })
final class ReapCommand extends CommonOptions {

    private final Screen screen;

    ReapCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var removed = DockerEngine.usual().reap();
        removed.forEach(name -> screen.line("removed " + name));
        if (removed.isEmpty()) {
            screen.line("nothing was left behind");
        }
        return ExitCode.OK;
    }
}
