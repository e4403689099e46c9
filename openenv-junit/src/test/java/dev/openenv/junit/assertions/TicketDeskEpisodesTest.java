package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;

import dev.openenv.TaskSet;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.junit.golden.GoldenEpisodes;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ready environment with a database, and its two clerks: one calls tools, one writes Python that calls them. */
class TicketDeskEpisodesTest {

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
}
