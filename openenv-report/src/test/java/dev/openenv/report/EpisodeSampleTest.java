package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeSampleTest {

    @Test
    void allAreChosenInTheirOrderWhenThereIsRoom() {
        assertThat(EpisodeSample.of(entries(), 13))
                .extracting(ReportIndex.Entry::number)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void agentsAndOutcomesTakeTurns() {
        assertThat(EpisodeSample.of(entries(), 6))
                .extracting(ReportIndex.Entry::number)
                .containsExactly(0, 9, 10, 1, 11, 2);
    }

    @Test
    void noneAreChosenWhenNoneAreWanted() {
        assertThat(EpisodeSample.of(entries(), 0)).isEmpty();
    }

    /** Nine solved and one failed by a, three unsolved by b. */
    private static List<ReportIndex.Entry> entries() {
        var episodes = new Episodes("world");
        for (var task = 0; task < 9; task++) {
            episodes.add("a", "t" + task, 0, Outcome.SOLVED, 1, 1);
        }
        episodes.add("a", "t9", 0, Outcome.ENVIRONMENT_FAILED, 0, 1);
        for (var task = 0; task < 3; task++) {
            episodes.add("b", "t" + task, 0, Outcome.UNSOLVED, 0, 1);
        }
        var run = new PlayedRun<>(new JsonWorlds(), episodes.list(), Duration.ZERO);
        return new ReportIndex(AgentEpisodes.group(episodes.list(), Duration.ZERO), List.of(run)).entries();
    }
}
