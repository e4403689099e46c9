package dev.openenv.environments.gridworld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.codec.Codecs;
import dev.openenv.environments.PlainEpisode;
import dev.openenv.environments.WireRecording;
import dev.openenv.json.JsonMismatchException;
import org.junit.jupiter.api.Test;

class GridWorldTest {

    private final GridWorld world = new GridWorld();

    @Test
    void recordedEpisodeReplays() {
        var moves = Codecs.of(GridMove.class);
        var views = Codecs.of(GridWorldView.class);
        for (var exchange :
                WireRecording.of(GridWorldTest.class, "grid_world_env.json").session("win")) {
            if (exchange.sentType().equals("state")) {
                exchange.assertStateIs(world.state().values());
            } else if (exchange.receivedType().equals("error")) {
                assertThatThrownBy(() -> moves.decode(exchange.sent())).isInstanceOf(JsonMismatchException.class);
            } else {
                var result =
                        exchange.sentType().equals("reset") ? world.reset() : world.step(moves.decode(exchange.sent()));
                exchange.assertAnsweredBy(result, views.encode(result.observation()));
            }
        }
    }

    @Test
    void xIsTheRowAndYTheColumn() {
        world.reset();
        assertThat(world.step(new GridMove(Direction.DOWN)).observation())
                .isEqualTo(new GridWorldView(1, 0, "Keep going..."));
        assertThat(world.step(new GridMove(Direction.RIGHT)).observation())
                .isEqualTo(new GridWorldView(1, 1, "Keep going..."));
        assertThat(world.step(new GridMove(Direction.UP)).observation())
                .isEqualTo(new GridWorldView(0, 1, "Keep going..."));
        assertThat(world.step(new GridMove(Direction.LEFT)).observation())
                .isEqualTo(new GridWorldView(0, 0, "Keep going..."));
    }

    @Test
    void edgesHoldOnAllSides() {
        world.reset();
        world.step(new GridMove(Direction.UP));
        assertThat(world.step(new GridMove(Direction.LEFT)).observation())
                .isEqualTo(new GridWorldView(0, 0, "Keep going..."));
        for (var step = 0; step < 6; step++) {
            world.step(new GridMove(Direction.DOWN));
        }
        assertThat(world.step(new GridMove(Direction.DOWN)).observation().x()).isEqualTo(4);
    }

    @Test
    void goalSeekerTakesTheShortestWay() {
        var episode = PlainEpisode.following(world, ResetOptions.defaults(), 100, new GoalSeeker());
        assertThat(episode.stepCount()).isEqualTo(8);
        assertThat(episode.last().terminated()).isTrue();
        assertThat(episode.totalReward()).isEqualTo(0.3, within(1e-12));
    }

    @Test
    void missingDirectionIsRefusedAndChangesNothing() {
        world.reset();
        world.step(new GridMove(Direction.DOWN));
        var before = world.text();
        @SuppressWarnings("NullAway") // what a careless caller can do
        var broken = new GridMove(null);
        assertThatThrownBy(() -> world.step(broken))
                .isInstanceOfSatisfying(
                        InvalidActionException.class, e -> assertThat(e.field()).contains("/action"));
        assertThat(world.text()).isEqualTo(before);
    }

    @Test
    void instancesShareNothing() {
        var other = new GridWorld();
        world.reset();
        other.reset();
        world.step(new GridMove(Direction.DOWN));
        assertThat(other.step(new GridMove(Direction.RIGHT)).observation())
                .isEqualTo(new GridWorldView(0, 1, "Keep going..."));
    }

    @Test
    void drawingShowsAgentAndGoal() {
        world.reset();
        world.step(new GridMove(Direction.RIGHT));
        assertThat(world.text()).isEqualTo(". A . . .\n. . . . .\n. . . . .\n. . . . .\n. . . . G");
        assertThat(world.svg().orElseThrow()).startsWith("<svg").contains("<circle cx=\"48\" cy=\"16\"");
    }
}
