package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.code.RunsCode;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.Tools;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tools of an environment as an agent sees them. */
@Command(name = "tools", description = "Show the tools of an environment as an agent sees them.")
final class ToolsCommand extends CommonOptions {

    @Parameters(paramLabel = "NAME", description = "The environment; see 'openenv list'.")
    private String name = "";

    @Option(names = "--json", order = 1, description = "Print them as JSON, spelled as MCP spells them.")
    private boolean json;

    private final Screen screen;
    private final Entries entries;

    ToolsCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        show(entries.named(name).provider());
        return ExitCode.OK;
    }

    private <A extends Action, O extends Observation> void show(EnvironmentProvider<A, O> provider) {
        try (var environment = provider.open()) {
            var tools = environment.find(Tools.class).map(Tools::list).orElse(List.of());
            if (json) {
                var list = tools.stream().map(ToolJson::mcpTool).toList();
                screen.line(JsonText.write(JsonObject.of("tools", list)));
            } else if (tools.isEmpty()) {
                screen.line(name + " has no tools; 'openenv describe " + name + "' shows its actions");
            } else {
                print(tools);
                environment.find(RunsCode.class).ifPresent(this::print);
            }
        }
    }

    private void print(RunsCode code) {
        for (var executor : code.executors()) {
            screen.line();
            screen.line(screen.bold("Code in " + Printable.line(executor.language())));
            Paragraph.broken(
                            "The tools are functions in the agent's code. " + executor.confinement(),
                            Math.min(100, screen.columns()))
                    .forEach(screen::line);
        }
    }

    private void print(List<ToolDescriptor> tools) {
        var first = true;
        for (var tool : tools) {
            if (!first) {
                screen.line();
            }
            first = false;
            screen.line(screen.bold(Printable.line(tool.name())));
            if (!tool.description().isEmpty()) {
                Paragraph.broken(Printable.line(tool.description()), Math.min(100, screen.columns()))
                        .forEach(screen::line);
            }
            new SchemaText(screen, tool.inputSchema()).print();
            tool.outputSchema().ifPresent(schema -> {
                screen.line("gives");
                new SchemaText(screen, schema).print();
            });
        }
    }
}
