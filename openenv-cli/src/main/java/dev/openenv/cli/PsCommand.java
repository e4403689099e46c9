package dev.openenv.cli;

import dev.openenv.docker.DockerEngine;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;

/** The containers there are. */
@Command(name = "ps", description = "List the containers that openenv made on the Docker engine, whoever's they are.")
final class PsCommand extends CommonOptions {

    private final Screen screen;

    PsCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var now = Instant.now();
        var columns = new Columns(screen)
                .left("Container")
                .left("Image")
                .left("Status")
                .right("Seconds")
                .right("Process")
                .left("Left behind");
        var containers = DockerEngine.usual().containers();
        containers.forEach(container -> columns.row(
                container.name(),
                container.image(),
                container.status(),
                Math.max(0, Duration.between(container.created(), now).toSeconds()),
                container.process(),
                container.abandoned() ? "yes" : "no"));
        columns.print();
        if (containers.stream().anyMatch(container -> container.abandoned())) {
            screen.line("'openenv reap' removes those that were left behind.");
        }
        return ExitCode.OK;
    }
}
