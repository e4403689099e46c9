package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.Policy;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.recording.Recording;
import dev.openenv.recording.RecordingWriter;
import dev.openenv.recording.Replay;
import dev.openenv.remote.RemoteProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RemoteRolloutsTest {

    private static final int TASKS = 100;

    private static RunningServer start() {
        return EnvServer.serve(WordGame.provider()).port(0).start();
    }

    private static Rollouts<Guess, Feedback> rollouts(
            EnvironmentProvider<Guess, Feedback> provider, Supplier<Policy<Guess, Feedback>> player) {
        return Rollouts.of(provider)
                .policy("player", player)
                .tasks(WordGame.tasks().split("test").limit(TASKS))
                .parallel(8);
    }

    private static Run<Guess, Feedback> run(
            EnvironmentProvider<Guess, Feedback> provider, Supplier<Policy<Guess, Feedback>> player) {
        return rollouts(provider, player).run();
    }

    private static void assertSame(Run<Guess, Feedback> remote, Run<Guess, Feedback> local) {
        assertThat(local.trajectories()).hasSize(TASKS);
        assertThat(remote.outcomes()).isEqualTo(local.outcomes());
        assertThat(remote.solvedRate()).isEqualTo(local.solvedRate());
        assertThat(remote.meanReward()).isEqualTo(local.meanReward());
        for (var i = 0; i < TASKS; i++) {
            var here = local.trajectories().get(i);
            var there = remote.trajectories().get(i);
            assertThat(there.task().id()).isEqualTo(here.task().id());
            assertThat(there.initial()).isEqualTo(here.initial());
            assertThat(there.steps()).isEqualTo(here.steps());
            assertThat(there.outcome()).isEqualTo(here.outcome());
            assertThat(there.totalReward()).isEqualTo(here.totalReward());
        }
    }

    @Test
    @Timeout(120)
    void environmentsThatAreClosedLeaveTheirPlacesAtOnce() {
        try (var server = EnvServer.serve(WordGame.provider())
                .port(0)
                .maxSessions(4)
                .resumeLimit(Duration.ofMinutes(10))
                .start()) {
            var words = RemoteProvider.at(server.uri(), Guess.class, Feedback.class);
            for (var i = 0; i < 200; i++) {
                try (var environment = words.open(Duration.ofSeconds(20))) {
                    environment.reset();
                }
            }
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(10));
        }
    }

    @Test
    void anAgentPlaysOverTheWireAsItDoesAtHome() {
        try (var server = start()) {
            var remote = RemoteProvider.at(server.uri(), WordGame.provider());
            assertThat(remote.schemaDifferences()).isEmpty();
            assertSame(run(remote, InformationGuesser::new), run(WordGame.provider(), InformationGuesser::new));
            assertSame(run(remote, SimpleGuesser::new), run(WordGame.provider(), SimpleGuesser::new));
        }
    }

    @Test
    void theTasksOfTheServerArePlayedAsThoseAtHome() {
        try (var server = start()) {
            var remote = RemoteProvider.at(server.uri(), Guess.class, Feedback.class);
            var tasks = remote.tasks();
            assertThat(tasks.tasks()).isEqualTo(WordGame.tasks().tasks());
            var there = Rollouts.of(remote)
                    .policy("player", InformationGuesser::new)
                    .tasks(tasks.split("test").limit(TASKS))
                    .parallel(8)
                    .run();
            var here = run(WordGame.provider(), InformationGuesser::new);
            assertThat(there.meanReward()).isEqualTo(here.meanReward());
            for (var i = 0; i < TASKS; i++) {
                assertThat(there.trajectories().get(i).steps())
                        .isEqualTo(here.trajectories().get(i).steps());
            }
        }
    }

    @Test
    void lostConnectionsChangeNoResult() throws Exception {
        try (var server = start();
                var proxy = new KillingProxy(server.port(), 4, 4_000)) {
            var remote = RemoteProvider.at(proxy.uri(), WordGame.provider());
            assertSame(run(remote, SimpleGuesser::new), run(WordGame.provider(), SimpleGuesser::new));
            assertThat(proxy.killed).hasValueGreaterThan(10);
        }
    }

    @Test
    void whatWasRecordedOverTheWireReplaysAtHome(@TempDir Path folder) {
        var file = folder.resolve("words.jsonl");
        var home = WordGame.provider();
        try (var server = start();
                var writer = RecordingWriter.replace(file)) {
            var remote = RemoteProvider.at(server.uri(), home);
            assertThat(rollouts(remote, InformationGuesser::new)
                            .listener(writer.listener(remote))
                            .run()
                            .trajectories())
                    .hasSize(TASKS);
        }
        var replay = Replay.of(home);
        assertThat(Recording.read(file).episodes()).hasSize(TASKS).allMatch(episode -> replay.run(episode)
                .same());
    }
}
