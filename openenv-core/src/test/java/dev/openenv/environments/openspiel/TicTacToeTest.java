package dev.openenv.environments.openspiel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicTacToeTest {

    @Test
    void thereAre5478PositionsAnd255168Games() {
        var positions = new HashSet<TicTacToe>();
        var ends = new HashMap<Integer, Integer>();
        walk(TicTacToe.start(), positions, ends);

        assertThat(positions).hasSize(5478);
        // Games won by the first player, won by the second, drawn.
        assertThat(ends).containsExactlyInAnyOrderEntriesOf(Map.of(1, 131184, -1, 77904, 0, 46080));
    }

    private static void walk(TicTacToe position, Set<TicTacToe> positions, Map<Integer, Integer> ends) {
        positions.add(position);
        if (position.player() == Position.OVER) {
            ends.merge((int) position.reward(0), 1, Integer::sum);
        }
        position.actions().forEach(cell -> walk(position.after(cell), positions, ends));
    }

    @Test
    void perfectPlayEndsInADraw() {
        assertThat(TicTacToeTree.SOLVED.value(TicTacToe.start())).isZero();
        assertThat(TicTacToeTree.SOLVED.positions()).isEqualTo(5478);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void thePolicyLosesAgainstNoOpponent(int agent) {
        assertThat(worst(TicTacToe.start(), agent)).isZero();
    }

    private static double worst(Position position, int agent) {
        if (position.player() == Position.OVER) {
            return position.reward(agent);
        }
        if (position.player() == agent) {
            return worst(position.after(Play.actionOf(OpenSpielAgents.ticTacToe(), position)), agent);
        }
        return position.actions().stream()
                .mapToDouble(cell -> worst(position.after(cell), agent))
                .min()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"0, 1.9e-2", "1, 0.15"})
    void thePolicyBeatsARandomOpponentNearlyAlways(int agent, double others) {
        var env = new OpenSpielEnvironment(Game.ticTacToe(), agent, OpponentPolicy.RANDOM);
        var wins = 0;
        for (var seed = 0; seed < 2000; seed++) {
            var total = Play.total(Play.episode(env, seed, OpenSpielAgents.ticTacToe()));
            assertThat(total).isNotNegative();
            wins += total == 1 ? 1 : 0;
        }
        assertThat(wins).isGreaterThan((int) (2000 * (1 - others)));
    }

    @Test
    void thePolicyWinsAtOnceAndStopsALine() {
        var winning = TicTacToe.start().after(0).after(3).after(1).after(4);
        assertThat(Play.actionOf(OpenSpielAgents.ticTacToe(), winning)).isEqualTo(2);
        var threatened = TicTacToe.start().after(0).after(4).after(1);
        assertThat(Play.actionOf(OpenSpielAgents.ticTacToe(), threatened)).isEqualTo(2);
    }

    @Test
    void theDrawingIsABoard() {
        assertThat(TicTacToe.start().after(4).after(0).text(0))
                .isEqualTo(" O | 1 | 2 \n---+---+---\n 3 | X | 5 \n---+---+---\n 6 | 7 | 8 ");
    }
}
