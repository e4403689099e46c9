package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;

import dev.openenv.TaskSet;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.junit.golden.GoldenEpisodes;
import dev.openenv.remote.RemoteProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.server.EnvServer;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ready environments: a desk with a database and two clerks, of whom one writes Python, and worlds behind a server. */
class ReadyWorldsTest {

    @TempDir
    private Path folder;

    private static List<PlayedEpisode<ToolAction, ToolObservation>> played(String clerk) {
        var desk = TicketDesk.entry();
        TaskSet some = desk.provider().tasks().limit(6);
        return Rollouts.of(desk.provider())
                .agent(clerk, Objects.requireNonNull(desk.agents().get(clerk)))
                .tasks(some)
                .run()
                .trajectories()
                .stream()
                .map(one -> PlayedEpisode.of(desk.provider(), one, "Desk." + one.episodeId()))
                .toList();
    }

    @Test
    void bothClerksAreAskedTheSameQuestions() {
        for (var clerk : List.of("tools", "code")) {
            assertThat(played(clerk)).allSatisfy(episode -> {
                assertThat(episode)
                        .isSolved()
                        .hasNoFailedCalls()
                        .neverCalled("people")
                        .neverSaw("sk-live-4f9a2b7c")
                        .called("submit")
                        .once()
                        .allSatisfy(use -> assertThat(use.byCode()).isEqualTo(clerk.equals("code")));
                assertThatThrownBy(() -> assertThat(episode).neverCalled("submit"))
                        .hasMessageStartingWith("Expected 'submit' never to be called, but it was, in step ")
                        .hasMessageContaining("Recorded in ");
            });
        }
    }

    @Test
    void theirEpisodesAreGoldenAndTheDeskGivesTheSameAgain() {
        var golden = GoldenEpisodes.in(folder);
        for (var clerk : List.of("tools", "code")) {
            for (var episode : played(clerk)) {
                GoldenEpisode.of(episode).write(golden.file(GoldenEpisodes.nameOf(episode)));
            }
            for (var again : played(clerk)) {
                golden.check(again);
            }
        }
        assertThat(golden.names()).hasSize(12);

        golden.replay(TicketDesk.provider());
    }

    @Test
    void whatWasRecordedHereIsTheSameOverTheWire() {
        var golden = GoldenEpisodes.in(folder);
        GoldenEpisode.of(Played.inLibrary(Played.SOLUTION)).write(golden.file("library"));
        GoldenEpisode.of(Played.in(WordGame.provider(), new Guess("crane"), new Guess("zzzzz")))
                .write(golden.file("words"));

        try (var library = EnvServer.serve(Library.provider()).port(0).start();
                var words = EnvServer.serve(WordGame.provider()).port(0).start()) {
            var there = RemoteProvider.at(library.uri(), Library.provider());
            golden.check("library", Played.in(there, Played.SOLUTION));
            golden.replay(there);
            assertThat(Played.in(there, Played.SOLUTION))
                    .isSolved()
                    .called("lend")
                    .with("id", 3)
                    .once();
            var game = RemoteProvider.at(words.uri(), WordGame.provider());
            golden.check("words", Played.in(game, new Guess("crane"), new Guess("zzzzz")));
            golden.replay(game);
        }
    }
}
