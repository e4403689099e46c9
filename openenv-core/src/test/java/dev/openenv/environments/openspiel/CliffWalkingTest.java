package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.ResetOptions;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CliffWalkingTest {

    static Stream<Arguments> games() {
        return Stream.of(
                Arguments.of(Game.cliffWalkingClassic(), 12, -13.0),
                Arguments.of(Game.cliffWalking(), 8, -9.0),
                Arguments.of(Game.cliffWalking(4, 12), 12, -13.0),
                Arguments.of(Game.cliffWalking(7, 3), 3, -4.0));
    }

    @ParameterizedTest
    @MethodSource("games")
    void valueIterationFindsTheBestReturn(Game game, int columns, double best) {
        assertThat(bestReturn((CliffWalking) game.start())).isEqualTo(best);
    }

    @ParameterizedTest
    @MethodSource("games")
    void thePolicyTakesTheShortestWay(Game game, int columns, double best) {
        var results = Play.episode(game, 0, OpenSpielAgents.cliffWalking(columns));
        assertThat(Play.total(results)).isEqualTo(best);
        assertThat(results.get(results.size() - 1).terminated()).isTrue();
    }

    /** Sweeps over all cells that can be reached until no value changes. */
    private static double bestReturn(CliffWalking start) {
        var cells = new LinkedHashMap<String, CliffWalking>();
        var open = new ArrayDeque<CliffWalking>();
        open.add(start);
        while (!open.isEmpty()) {
            var position = open.remove();
            if (cells.putIfAbsent(cell(position), position) == null) {
                position.actions().forEach(action -> open.add(position.after(action)));
            }
        }
        Map<String, Double> values = new HashMap<>();
        cells.forEach((cell, position) -> values.put(cell, 0.0));
        for (var changed = true; changed; ) {
            changed = false;
            for (var position : cells.values()) {
                var value = position.actions().stream()
                        .map(position::after)
                        .mapToDouble(next -> next.reward(0) + values.get(cell(next)))
                        .max()
                        .orElse(0);
                changed |= values.put(cell(position), value) != value;
            }
        }
        return values.get(cell(start));
    }

    private static String cell(CliffWalking position) {
        return position.row() + "," + position.column();
    }

    @Test
    void theClassicCliffSendsBackToTheStart() {
        var env = new OpenSpielEnvironment(Game.cliffWalkingClassic());
        env.reset(ResetOptions.defaults());
        var start = env.text();

        var fallen = env.step(OpenSpielAction.of(CliffWalking.RIGHT));

        assertThat(fallen.reward()).hasValue(-100);
        assertThat(fallen.done()).isFalse();
        assertThat(env.text()).isEqualTo(start);
    }

    @Test
    void theDrawingShowsTheWalker() {
        var start = (CliffWalking) Game.cliffWalking(2, 4).start();
        assertThat(start.text(0)).isEqualTo(". . . .\n@ # # G");
        assertThat(start.after(CliffWalking.UP).after(CliffWalking.RIGHT).text(0))
                .isEqualTo(". @ . .\n. # # G");
        assertThat(start.after(CliffWalking.RIGHT).text(0)).isEqualTo(". . . .\n. X # G");
    }

    @Test
    void gridsWithoutACliffAreRefused() {
        assertThatThrownBy(() -> Game.cliffWalking(1, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Game.cliffWalking(4, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 columns")
                .hasMessageContaining("4 x 2");
    }
}
