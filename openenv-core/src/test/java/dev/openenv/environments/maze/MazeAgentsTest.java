package dev.openenv.environments.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.Agent;
import dev.openenv.ResetOptions;
import dev.openenv.environments.PlainEpisode;
import java.util.List;
import org.junit.jupiter.api.Test;

class MazeAgentsTest {

    private static final MazeMap MAP = MazeMap.standard();

    @Test
    void mapReaderTakesTheShortestWay() {
        var episode = PlainEpisode.played(new Maze(), ResetOptions.defaults(), 200, new MazeMapReader());
        assertThat(episode.stepCount()).isEqualTo(14);
        assertThat(episode.totalReward()).isEqualTo(9.35, within(1e-12));
    }

    @Test
    void bothAgentsFindTheExitFromEveryCell() {
        var starts = MAP.freeCells();
        starts.remove(MAP.exit());
        assertThat(starts).hasSize(41);
        for (var start : starts) {
            for (var agent : List.<Agent<MazeMove, MazeView>>of(new MazeMapReader(), Agent.of(new MazeExplorer()))) {
                var options = ResetOptions.defaults().with("start_cell", start.position());
                var last = PlainEpisode.played(new Maze(), options, 200, agent).last();
                assertThat(last.metadata().string("status"))
                        .as("from %s", start)
                        .contains("win");
            }
        }
    }

    @Test
    void mapReaderIsNeverSlowerThanTheExplorer() {
        for (var start : MAP.freeCells()) {
            if (!start.equals(MAP.exit())) {
                var options = ResetOptions.defaults().with("start_cell", start.position());
                var reader = PlainEpisode.played(new Maze(), options, 200, new MazeMapReader());
                var explorer = PlainEpisode.following(new Maze(), options, 200, new MazeExplorer());
                assertThat(reader.stepCount()).isLessThanOrEqualTo(explorer.stepCount());
            }
        }
    }
}
