package dev.openenv.cli;

import picocli.CommandLine.Command;

/** What there is to play. */
@Command(
        name = "list",
        description =
                "List the environments: those that come with openenv, and those of the jars in OPENENV_CLASSPATH.")
final class ListCommand extends CommonOptions {

    private final Screen screen;
    private final Entries entries;

    ListCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        var columns = new Columns(screen)
                .left("Name")
                .left("Version")
                .right("Tasks")
                .left("Agents")
                .left("Description");
        entries.all().forEach((name, entry) -> {
            var provider = entry.provider();
            var tasks = provider.tasks().size();
            columns.row(
                    name,
                    provider.spec().version(),
                    tasks == 0 ? "-" : tasks,
                    String.join(", ", entry.agents().keySet()),
                    provider.spec().description());
        });
        columns.print();
        return ExitCode.OK;
    }
}
