package dev.openenv.environments.openspiel;

import java.util.HashMap;
import java.util.Map;

/** All positions of tic-tac-toe, solved. Immutable once made. */
final class TicTacToeTree {

    static final TicTacToeTree SOLVED = new TicTacToeTree();

    private final Map<TicTacToe, Worth> known = new HashMap<>();

    /**
     * What a position is worth to player 0.
     *
     * @param value the result when both play perfectly
     * @param hope the mean result when the side on turn plays at random and the other side perfectly
     */
    private record Worth(int value, double hope) {}

    private TicTacToeTree() {
        worth(TicTacToe.start());
    }

    int positions() {
        return known.size();
    }

    /** The result to player 0 when both play perfectly. */
    int value(TicTacToe position) {
        return worth(position).value;
    }

    /** The cell with the best value; of several, the one that does best against a random opponent. */
    int best(TicTacToe position) {
        var sign = position.player() == 0 ? 1 : -1;
        var best = -1;
        var bestWorth = Double.NEGATIVE_INFINITY;
        for (var cell : position.actions()) {
            var after = worth(position.after(cell));
            // Hope lies between -1 and 1, so that four times the value decides and hope breaks ties.
            var worth = sign * (4 * after.value + after.hope);
            if (worth > bestWorth) {
                bestWorth = worth;
                best = cell;
            }
        }
        return best;
    }

    private Worth worth(TicTacToe position) {
        var kept = known.get(position);
        if (kept == null) {
            kept = search(position);
            known.put(position, kept);
        }
        return kept;
    }

    private Worth search(TicTacToe position) {
        if (position.player() == Position.OVER) {
            return new Worth((int) position.reward(0), position.reward(0));
        }
        var first = position.player() == 0;
        var cells = position.actions();
        var value = first ? -1 : 1;
        var hope = 0.0;
        for (var cell : cells) {
            var after = position.after(cell);
            var worth = worth(after).value;
            value = first ? Math.max(value, worth) : Math.min(value, worth);
            hope += after.player() == Position.OVER ? worth : worth(after.after(best(after))).hope;
        }
        return new Worth(value, hope / cells.size());
    }
}
