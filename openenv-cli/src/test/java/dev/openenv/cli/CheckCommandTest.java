package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.server.EnvServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckCommandTest {

    /** Counts on where the last episode ended. */
    private static final class Forgetful implements Environment<Counter.Add, Counter.Total> {
        private final Counter counter = new Counter(1);
        private boolean used;

        @Override
        public StepResult<Counter.Total> reset(ResetOptions options) {
            var start = used ? options.with("start", 1) : options;
            used = true;
            return counter.reset(start);
        }

        @Override
        public StepResult<Counter.Total> step(Counter.Add action) {
            return counter.step(action);
        }
    }

    @Test
    void aGoodEnvironmentHasNothingWrong() {
        var run = CommandRun.of("check", "guess-the-number");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.lines()).first().isEqualTo("guess-the-number");
        assertThat(run.out())
                .contains("ok       the same seed and actions give the same episode", "0 errors,", "us a step")
                .contains("skipped  declared secrets are never seen: no secret is declared");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() {
        var provider = InProcessProvider.of(Counter.Add.class, Counter.Total.class, Forgetful::new)
                .withName("forgetful");
        var run = CommandRun.with(() -> List.of(CatalogEntry.of(provider)), "check", "forgetful", "--seed", "5");

        assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("error    reset leaves nothing of the episode before")
                .contains("reset-keeps (seed 5, reset): /observation/total was 0 and is now 1")
                .contains("Set every field of the world in reset");
    }

    @Test
    void theReportIsThereAsJson() {
        var run = CommandRun.of("check", "grid-world", "--json", "--steps", "20");
        var json = JsonText.parse(run.out());

        assertThat(run.code()).isZero();
        assertThat(json.string("environment")).contains("grid-world");
        assertThat(json.bool("passed")).contains(true);
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(CommandRun.of("check", "nowhere").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("check", "maze", "--steps", "0").err()).contains("--steps must be at least 1, got 0");
    }

    @Test
    void anEnvironmentOnAServerIsChecked() {
        try (var server =
                EnvServer.serve(WordGame.provider()).port(0).maxSessions(4).start()) {
            var typed =
                    CommandRun.of("check", "word-game", "--url", server.uri().toString(), "--steps", "20");
            var asked = CommandRun.of("check", "--url", server.uri().toString(), "--steps", "20");

            assertThat(typed.code()).as(typed.out()).isZero();
            assertThat(typed.out()).contains("ok       the same seed and actions", "ok       the solution solves");
            assertThat(asked.code()).as(asked.out() + asked.err()).isZero();
            assertThat(asked.out()).contains("skipped  the solution solves: no solution is named");
        }
    }

    @Test
    void whatIsWrongOnAServerIsFound() {
        var provider = InProcessProvider.of(Counter.Add.class, Counter.Total.class, Forgetful::new)
                .withName("forgetful");
        try (var server = EnvServer.serve(provider).port(0).maxSessions(4).start()) {
            var run = CommandRun.of("check", "--url", server.uri().toString());

            assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).contains("error    reset leaves nothing of the episode before");
        }
    }

    @Test
    void aServerThatIsNotThereIsSaid() throws IOException {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        var url = "http://127.0.0.1:" + port;
        for (var run : List.of(CommandRun.of("check", "--url", url), CommandRun.of("check", "echo", "--url", url))) {
            assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(run.err()).contains("cannot ask " + url);
        }
        assertThat(CommandRun.of("check").err()).contains("which environment?");
        assertThat(CommandRun.of("check", "--url", "nonsense").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("check", "echo", "--url", "http://127.0.0.1:1", "--image", "echo:1")
                        .err())
                .contains("--image and --url name two homes");
    }
}
