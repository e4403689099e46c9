package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays the recorded games of 2048; each new tile is taken from the next reply. The reference does not list a move that
 * only merges into a tile which the move before made by merging; here that is worked out apart and allowed for.
 */
class Recorded2048Test {

    static Stream<Recorded> episodes() {
        return Recorded.of("2048").stream();
    }

    @ParameterizedTest
    @MethodSource("episodes")
    void repliesAsTheReferenceButForTheMovesItForgets(Recorded episode) {
        var wanted = new AtomicReference<List<Double>>();
        var env = new OpenSpielEnvironment(
                Game.twentyFortyEight(), 0, episode.opponent(), random -> position -> tile(position, wanted.get()));
        Set<Integer> merged = Set.of();
        List<Double> before = List.of();
        for (var frame : episode.frames()) {
            var expected = frame.result();
            wanted.set(expected.observation().infoState());
            if (frame.action() != null && frame.action() > TwentyFortyEight.LEFT) {
                assertThatThrownBy(() -> env.step(OpenSpielAction.of(frame.action())))
                        .isInstanceOf(InvalidActionException.class);
                assertThat(wanted.get()).isEqualTo(before);
                continue;
            }
            var result = frame.action() == null
                    ? env.reset(ResetOptions.defaults())
                    : env.step(OpenSpielAction.of(frame.action()));
            merged = frame.action() == null ? Set.of() : mergedBy(before, frame.action());
            before = wanted.get();

            var seen = result.observation();
            assertThat(seen.infoState()).isEqualTo(before);
            assertThat(result.reward()).isEqualTo(expected.reward());
            assertThat(result.done()).isEqualTo(expected.done());
            assertThat(seen.gamePhase()).isEqualTo(expected.observation().gamePhase());
            assertThat(seen.currentPlayerId()).isEqualTo(expected.observation().currentPlayerId());
            assertThat(seen.legalActions()).isEqualTo(legal(before, Set.of()));
            assertThat(expected.observation().legalActions()).isEqualTo(legal(before, merged));
        }
    }

    /** The draw that leads from a position towards a view. */
    private static int tile(Position position, List<Double> wanted) {
        var now = position.view(0);
        for (var cell = 0; cell < now.size(); cell++) {
            if (now.get(cell) == 0 && wanted.get(cell) != 0) {
                return 2 * cell + (wanted.get(cell) == 4 ? 1 : 0);
            }
        }
        throw new AssertionError("no new tile between " + now + " and " + wanted);
    }

    /** The moves by which a tile slides, or merges with one that is not among those just merged. */
    private static List<Integer> legal(List<Double> board, Set<Integer> merged) {
        var legal = new ArrayList<Integer>();
        for (var direction = 0; direction < 4; direction++) {
            for (var cell = 0; cell < 16; cell++) {
                var next = next(cell, direction);
                var slides = next >= 0 && board.get(next) == 0;
                var merges = next >= 0 && board.get(next).equals(board.get(cell)) && !merged.contains(next);
                if (board.get(cell) != 0 && (slides || merges)) {
                    legal.add(direction);
                    break;
                }
            }
        }
        return legal;
    }

    /** Where tiles end that a move makes by merging, worked out tile by tile. */
    private static Set<Integer> mergedBy(List<Double> before, int direction) {
        var board = new ArrayList<>(before);
        var merged = new HashSet<Integer>();
        var forward = direction == TwentyFortyEight.UP || direction == TwentyFortyEight.LEFT;
        for (var i = 0; i < 16; i++) {
            var cell = forward ? i : 15 - i;
            var tile = board.get(cell);
            if (tile == 0) {
                continue;
            }
            board.set(cell, 0.0);
            var to = cell;
            while (next(to, direction) >= 0 && board.get(next(to, direction)) == 0) {
                to = next(to, direction);
            }
            var hit = next(to, direction);
            if (hit >= 0 && board.get(hit).equals(tile) && !merged.contains(hit)) {
                board.set(hit, 2 * tile);
                merged.add(hit);
            } else {
                board.set(to, tile);
            }
        }
        return merged;
    }

    private static int next(int cell, int direction) {
        return switch (direction) {
            case TwentyFortyEight.UP -> cell - 4;
            case TwentyFortyEight.RIGHT -> cell % 4 == 3 ? -1 : cell + 1;
            case TwentyFortyEight.DOWN -> cell > 11 ? -1 : cell + 4;
            default -> cell % 4 == 0 ? -1 : cell - 1;
        };
    }
}
