package dev.openenv.cli;

import dev.openenv.Blame;
import dev.openenv.OpenEnvException;
import dev.openenv.SpecException;
import dev.openenv.recording.RecordingException;
import dev.openenv.rollout.RunFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line, or with its stack trace when asked, and which exit code that is. */
final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Screen screen;

    ErrorLine(Screen screen) {
        this.screen = screen;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        print(message(thrown));
        if (verbose(command)) {
            thrown.printStackTrace(screen.err());
        }
        if (thrown instanceof WrongUsageException) {
            hint(command);
            return ExitCode.USAGE;
        }
        if (thrown instanceof CannotRunException
                || thrown instanceof SpecException
                || thrown instanceof RecordingException) {
            return ExitCode.CANNOT_RUN;
        }
        return thrown instanceof OpenEnvException known
                        && known.blame() == Blame.INFRASTRUCTURE
                        && !(thrown instanceof RunFailedException)
                ? ExitCode.CANNOT_RUN
                : ExitCode.FAILED;
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        print(message(thrown));
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            suggest(unmatched);
        }
        hint(thrown.getCommandLine());
        return ExitCode.USAGE;
    }

    private void suggest(UnmatchedArgumentException unmatched) {
        var word = unmatched.getUnmatched().get(0);
        var known = word.startsWith("-")
                ? unmatched.getCommandLine().getCommandSpec().optionsMap().keySet()
                : unmatched.getCommandLine().getSubcommands().keySet();
        Similar.to(word, known).ifPresent(name -> screen.error("Did you mean '" + name + "'?"));
    }

    /** Says what no command should have let through. */
    void print(Error thrown, boolean verbose) {
        print(String.valueOf(thrown));
        if (verbose) {
            thrown.printStackTrace(screen.err());
        }
    }

    private void print(String message) {
        screen.flush();
        screen.error(screen.red("openenv: ") + Printable.line(message.strip().replaceAll("\\s*\\R\\s*", "; ")));
    }

    private void hint(CommandLine command) {
        screen.error("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }

    private static String message(Exception thrown) {
        var message = thrown.getMessage();
        var ours = thrown instanceof OpenEnvException
                || thrown instanceof WrongUsageException
                || thrown instanceof CannotRunException
                || thrown instanceof ParameterException;
        return message == null
                ? thrown.getClass().getName()
                : ours ? message : thrown.getClass().getName() + ": " + message;
    }

    private static boolean verbose(CommandLine command) {
        return command.getCommand() instanceof CommonOptions options && options.verbose();
    }
}
