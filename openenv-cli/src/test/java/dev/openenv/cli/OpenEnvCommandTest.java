package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenEnvCommandTest {

    private static final List<String> COMMANDS =
            List.of("demo", "list", "describe", "play", "run", "replay", "show", "report");

    @Test
    void aMistypedCommandOrOptionIsAnsweredWithTheOneThatWasMeant() {
        var command = CommandRun.of("serv", "echo");
        assertThat(command.code()).isEqualTo(ExitCode.USAGE);
        assertThat(command.err()).contains("Did you mean 'serve'?");
        assertThat(CommandRun.of("serve", "echo", "--prot", "0").err()).contains("Did you mean '--port'?");
        assertThat(CommandRun.of("zzzzzz").err()).doesNotContain("Did you mean");
    }

    @Test
    void helpNamesEveryCommand() {
        var run = CommandRun.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(COMMANDS).contains("OPENENV_CLASSPATH", "130 interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "list", "describe", "play", "run", "replay", "show", "report"})
    void everyCommandHasHelp(String command) {
        var run = CommandRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("openenv " + command, "--verbose", "--help");
        assertThat(CommandRun.of("help", command).out()).isEqualTo(run.out());
    }

    @Test
    void theVersionIsSaid() {
        var run = CommandRun.of("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("(?s)openenv \\d+\\.\\d+.*, Java .*");
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        var run = CommandRun.of();

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(COMMANDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "describe", "list --nonsense", "demo --tasks x", "describe nowhere"})
    void aCommandLineThatCannotBeUnderstoodIsSaidInOneLineWithAHint(String line) {
        var run = CommandRun.of(line.split(" ", -1));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).hasSize(2).last().asString().startsWith("Try 'openenv");
    }

    @Test
    void stackTracesAreShownOnDemandOnly() {
        var plain = CommandRun.of("replay", "no-such-file");
        var verbose = CommandRun.of("replay", "no-such-file", "--verbose");
        assertThat(plain.err().lines()).hasSize(1);
        assertThat(verbose.err()).contains("\tat dev.openenv.");
        assertThat(verbose.code()).isEqualTo(plain.code()).isEqualTo(ExitCode.CANNOT_RUN);
    }

    @Test
    void coloursAreForTerminals() {
        assertThat(CommandRun.onTerminal(80, "list").out()).contains("\033[");
        assertThat(CommandRun.of("list").out()).doesNotContain("\033[");
    }
}
