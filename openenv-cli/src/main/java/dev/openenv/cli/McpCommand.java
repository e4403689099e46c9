package dev.openenv.cli;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.McpStdio;
import dev.openenv.server.Mode;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tools of an environment for a client of the Model Context Protocol that starts this process. */
@Command(
        name = "mcp",
        description = "Serve the tools of an environment to one MCP client, over standard input and output.",
        footer = {
            "",
            "For a client that starts its servers itself: name this command in its configuration. It ends when",
            "its input does. Several clients, or clients elsewhere: 'openenv serve NAME', at /mcp."
        })
final class McpCommand extends CommonOptions {

    @Parameters(
            paramLabel = "NAME",
            description = "The environment; see 'openenv list'. " + TestWorlds.TOOLS + " is a test world.")
    private String name = "";

    @Option(
            names = "--mode",
            order = 1,
            paramLabel = "M",
            description = "simulation or production: whose tools there are. Default: what OPENENV_MODE says, else"
                    + " simulation.")
    private @Nullable String mode;

    private final Interruption interruption;
    private final Entries entries;

    McpCommand(Interruption interruption, Entries entries) {
        this.interruption = interruption;
        this.entries = entries;
    }

    @Override
    public Integer call() throws InterruptedException {
        var provider = name.equals(TestWorlds.TOOLS)
                ? ConformanceWorlds.tools()
                : entries.named(name).provider();
        try (var server = McpStdio.of(provider).mode(mode())) {
            interruption.endWith(server::close);
            System.setOut(System.err); // what an environment prints is no message
            server.run(
                    new FileInputStream(FileDescriptor.in),
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        }
        return ExitCode.OK;
    }

    private Mode mode() {
        var text = mode != null ? mode : System.getenv(Mode.VARIABLE);
        try {
            return text == null ? Mode.SIMULATION : Mode.of(text);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }
}
