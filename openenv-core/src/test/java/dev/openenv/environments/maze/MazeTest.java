package dev.openenv.environments.maze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.Blame;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.Codecs;
import dev.openenv.environments.WireRecording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MazeTest {

    private static final List<Integer> SHORTEST = List.of(3, 3, 3, 3, 1, 1, 3, 3, 1, 3, 1, 1, 1, 1);

    private final Maze maze = new Maze();

    /** The mend: the original counts and charges the refused action 9; here it leaves no trace, which the state shows. */
    @ParameterizedTest
    @ValueSource(strings = {"win", "bumps"})
    void recordedEpisodeReplays(String session) {
        var moves = Codecs.of(MazeMove.class);
        var views = Codecs.of(MazeView.class);
        for (var exchange : WireRecording.of(MazeTest.class, "maze_env.json").session(session)) {
            if (exchange.sentType().equals("state")) {
                exchange.assertStateIs(maze.state().values());
            } else if (exchange.receivedType().equals("error")) {
                assertThatThrownBy(() -> maze.step(moves.decode(exchange.sent())))
                        .isInstanceOf(InvalidActionException.class);
            } else {
                var result =
                        exchange.sentType().equals("reset") ? maze.reset() : maze.step(moves.decode(exchange.sent()));
                exchange.assertAnsweredBy(result, views.encode(result.observation()));
            }
        }
    }

    @Test
    void shortestWayHas14MovesAndPays935() {
        assertThat(MazeMap.standard().shortestWay(new Cell(0, 0))).hasSize(14);
        maze.reset();
        var total = 0.0;
        StepResult<MazeView> last = null;
        for (var action : SHORTEST) {
            last = maze.step(new MazeMove(action));
            total += last.rewardOrZero();
        }
        assertThat(total).isEqualTo(9.35, within(1e-12));
        assertThat(last).isNotNull();
        assertThat(last.terminated()).isTrue();
    }

    @Test
    void the43rdBumpLoses() {
        maze.reset();
        for (var bump = 1; bump <= 42; bump++) {
            assertThat(maze.step(new MazeMove(MazeMove.UP)).done()).isFalse();
        }
        var last = maze.step(new MazeMove(MazeMove.UP));
        assertThat(last.terminated()).isTrue();
        assertThat(last.metadata().string("status")).contains("lose");
        assertThat(last.observation().legalActions()).isEmpty();
    }

    @Test
    void aCellEnteredBeforeCostsMore() {
        maze.reset();
        assertThat(maze.step(new MazeMove(MazeMove.RIGHT)).rewardOrZero()).isEqualTo(-0.05);
        assertThat(maze.step(new MazeMove(MazeMove.LEFT)).rewardOrZero()).isEqualTo(-0.05);
        assertThat(maze.step(new MazeMove(MazeMove.RIGHT)).rewardOrZero()).isEqualTo(-0.25);
        assertThat(maze.step(new MazeMove(MazeMove.LEFT)).rewardOrZero()).isEqualTo(-0.25);
    }

    @Test
    void resetForgetsWhatWasEntered() {
        maze.reset();
        maze.step(new MazeMove(MazeMove.RIGHT));
        assertThat(maze.reset().metadata().integer("step")).hasValue(0);
        assertThat(maze.step(new MazeMove(MazeMove.RIGHT)).rewardOrZero()).isEqualTo(-0.05);
    }

    @Test
    void startCellIsColumnThenRow() {
        var first = maze.reset(startingAt(List.of(2, 1)));
        assertThat(first.observation().currentPosition()).containsExactly(2, 1);
        assertThat(first.observation().previousPosition()).containsExactly(2, 1);
        assertThat(maze.step(new MazeMove(MazeMove.DOWN)).observation().currentPosition())
                .containsExactly(2, 2);
    }

    static List<Object> impossibleStarts() {
        return List.of(
                List.of(5, 0),
                List.of(7, 7),
                List.of(8, 0),
                List.of(0, -1),
                List.of(0),
                List.of(0, 0, 0),
                List.of("0", "0"),
                List.of(0.0, 0.0),
                List.of(1L << 32, 0),
                "0,0",
                7);
    }

    @ParameterizedTest
    @MethodSource("impossibleStarts")
    void impossibleStartIsRefusedAndChangesNothing(Object start) {
        maze.reset();
        maze.step(new MazeMove(MazeMove.RIGHT));
        var state = maze.state();
        var drawing = maze.text();
        assertThatThrownBy(() -> maze.reset(startingAt(start)))
                .isInstanceOfSatisfying(
                        OpenEnvException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER))
                .hasMessageContaining("start_cell");
        assertThat(maze.state()).isEqualTo(state);
        assertThat(maze.text()).isEqualTo(drawing);
    }

    private static ResetOptions startingAt(Object start) {
        return ResetOptions.defaults().with("start_cell", start);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 4, 9, Integer.MAX_VALUE})
    void unknownMoveIsRefusedWithoutACharge(int action) {
        maze.reset();
        maze.step(new MazeMove(MazeMove.RIGHT));
        var state = maze.state();
        var drawing = maze.text();
        for (var again = 0; again < 50; again++) {
            assertThatThrownBy(() -> maze.step(new MazeMove(action)))
                    .isInstanceOfSatisfying(InvalidActionException.class, e -> assertThat(e.field())
                            .contains("/action"));
        }
        assertThat(maze.state()).isEqualTo(state);
        assertThat(maze.text()).isEqualTo(drawing);
        assertThat(maze.step(new MazeMove(MazeMove.RIGHT)).metadata().integer("step"))
                .hasValue(2);
    }

    @Test
    void instancesShareNothing() {
        var other = new Maze();
        maze.reset();
        other.reset();
        maze.step(new MazeMove(MazeMove.RIGHT));
        maze.step(new MazeMove(MazeMove.RIGHT));
        assertThat(other.step(new MazeMove(MazeMove.RIGHT)).rewardOrZero()).isEqualTo(-0.05);
        assertThat(other.state().values().list("current_position").orElseThrow())
                .isEqualTo(List.of(1L, 0L));
    }

    @Test
    void drawingShowsWallsAgentWayAndExit() {
        maze.reset();
        maze.step(new MazeMove(MazeMove.RIGHT));
        maze.step(new MazeMove(MazeMove.RIGHT));
        assertThat(maze.text().lines().toList())
                .hasSize(8)
                .startsWith(" .A  #  ", "## # # #")
                .endsWith(" ##    E");
        assertThat(maze.svg().orElseThrow()).startsWith("<svg").endsWith("</svg>");
    }
}
