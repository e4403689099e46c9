package dev.openenv.cli;

import dev.openenv.provider.Catalog;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code openenv} command: plays, records, replays and reports episodes of the environments it finds. */
@Command(
        name = "openenv",
        mixinStandardHelpOptions = true,
        versionProvider = OpenEnvCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "%nPlays, records, replays and reports episodes in OpenEnv environments.%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Environments of your own: put an EnvironmentCatalog in a jar and name the jar,",
            "for example OPENENV_CLASSPATH=/path/my.jar openenv list (several: separated by ':').",
            "",
            "Exit codes: 0 done, 1 ran and found a failure, 2 wrong usage, 3 cannot run here, 130 interrupted."
        },
        usageHelpAutoWidth = true)
public final class OpenEnvCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private OpenEnvCommand() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        var screen = Screen.ofProcess();
        var interruption = new Interruption();
        interruption.watch();
        interruption.exit(run(screen, interruption, arguments));
    }

    private static int run(Screen screen, Interruption interruption, String[] arguments) {
        try {
            var input = new LineInput(System.in, screen.charset());
            return commandLine(screen, input, interruption, Catalog::load).execute(arguments);
        } catch (Error e) {
            new ErrorLine(screen).print(e, List.of(arguments).contains("--verbose"));
            return ExitCode.FAILED;
        } finally {
            screen.flush();
        }
    }

    /** The whole command, for one use. */
    static CommandLine commandLine(
            Screen screen, LineInput input, Interruption interruption, Supplier<Catalog> catalog) {
        var entries = new Entries(catalog);
        var errors = new ErrorLine(screen);
        return new CommandLine(new OpenEnvCommand())
                .addSubcommand(new DemoCommand(screen, interruption))
                .addSubcommand(new ListCommand(screen, entries))
                .addSubcommand(new DescribeCommand(screen, entries))
                .addSubcommand(new ToolsCommand(screen, entries))
                .addSubcommand(new PlayCommand(screen, input, interruption, entries))
                .addSubcommand(new RunCommand(screen, interruption, entries))
                .addSubcommand(new CheckCommand(screen, entries))
                .addSubcommand(new ReplayCommand(screen, entries))
                .addSubcommand(new ShowCommand(screen))
                .addSubcommand(new ReportCommand(screen, entries))
                .addSubcommand(new ServeCommand(screen, interruption, entries))
                .addSubcommand(new McpCommand(interruption, entries))
                .addSubcommand(new ConformanceCommand(screen))
                .addSubcommand(new BuildCommand(screen, entries))
                .addSubcommand(new PsCommand(screen))
                .addSubcommand(new ReapCommand(screen))
                .addSubcommand(new HelpCommand())
                .setOut(screen.outWriter())
                .setErr(screen.errWriter())
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.ansi()))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which command? demo, list, describe, tools, play, run, check, replay, show, report, serve, mcp,"
                        + " conformance, build, ps, reap or help");
    }

    /** The version of this build. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            var build = new Properties();
            try (var in = OpenEnvCommand.class.getResourceAsStream("build.properties")) {
                if (in != null) {
                    build.load(in);
                }
            }
            return new String[] {
                "openenv " + build.getProperty("version", "of an unknown version") + ", Java " + Runtime.version()
            };
        }
    }
}
