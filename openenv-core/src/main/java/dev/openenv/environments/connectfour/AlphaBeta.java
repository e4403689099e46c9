package dev.openenv.environments.connectfour;

import dev.openenv.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays {@link ConnectFour} for the side to move by looking a few moves ahead with alpha-beta pruning. A position that is
 * not decided yet is worth the lines of four that are still open to each side, more for each disc that stands in them.
 * Used for both sides, the player who began wins.
 *
 * <p>Immutable.
 */
public final class AlphaBeta implements Policy<DropDisc, ConnectFourView> {

    /** How many moves ahead the usual player looks. */
    public static final int DEFAULT_DEPTH = 6;

    private static final int WIN = 1_000_000;
    private static final int[] MIDDLE_FIRST = {3, 2, 4, 1, 5, 0, 6};
    private static final int[] WORTH = {0, 1, 8, 40, 0};
    private static final long[] LINES = lines();

    private final int depth;

    /** A player that looks {@value #DEFAULT_DEPTH} moves ahead. */
    public AlphaBeta() {
        this(DEFAULT_DEPTH);
    }

    /**
     * A player.
     *
     * @param depth how many moves it looks ahead, 1 to 12; each costs several times the one before
     * @throws IllegalArgumentException when the depth is out of range
     */
    public AlphaBeta(int depth) {
        if (depth < 1 || depth > 12) {
            throw new IllegalArgumentException("depth must be 1 to 12, got " + depth);
        }
        this.depth = depth;
    }

    @Override
    public DropDisc act(ConnectFourView view) {
        var discs = Discs.of(view.board());
        var firstMoves = Long.bitCount(discs.taken()) % 2 == 0;
        var own = firstMoves ? discs.first() : discs.second();
        var other = firstMoves ? discs.second() : discs.first();
        var best = Integer.MIN_VALUE + 1;
        var choice = 0;
        for (var column : MIDDLE_FIRST) {
            if (Discs.columnFree(discs.taken(), column)) {
                var value = valueOfMove(own, other, column, depth, best, Integer.MAX_VALUE);
                if (value > best) {
                    best = value;
                    choice = column;
                }
            }
        }
        return new DropDisc(choice);
    }

    private static int valueOfMove(long own, long other, int column, int depth, int alpha, int beta) {
        var after = own | Discs.landing(own | other, column);
        if (Discs.hasFour(after)) {
            return WIN + depth;
        }
        return -value(other, after, depth - 1, -beta, -alpha);
    }

    /** What the position is worth to the side to move; a win is worth more the sooner it comes. */
    private static int value(long own, long other, int depth, int alpha, int beta) {
        var taken = own | other;
        if (Long.bitCount(taken) == Discs.ROWS * Discs.COLUMNS) {
            return 0;
        }
        if (depth == 0) {
            return openLines(own, other) - openLines(other, own);
        }
        var best = alpha;
        for (var column : MIDDLE_FIRST) {
            if (Discs.columnFree(taken, column)) {
                best = Math.max(best, valueOfMove(own, other, column, depth, best, beta));
                if (best >= beta) {
                    return best;
                }
            }
        }
        return best;
    }

    private static int openLines(long own, long other) {
        var worth = 0;
        for (var line : LINES) {
            if ((line & other) == 0) {
                worth += WORTH[Long.bitCount(line & own)];
            }
        }
        return worth;
    }

    private static long[] lines() {
        var lines = new ArrayList<Long>();
        for (var row = 0; row < Discs.ROWS; row++) {
            for (var column = 0; column < Discs.COLUMNS; column++) {
                addLine(lines, row, column, 0, 1);
                addLine(lines, row, column, 1, 0);
                addLine(lines, row, column, 1, 1);
                addLine(lines, row, column, 1, -1);
            }
        }
        return lines.stream().mapToLong(Long::longValue).toArray();
    }

    private static void addLine(List<Long> lines, int row, int column, int down, int right) {
        var lastColumn = column + 3 * right;
        if (row + 3 * down >= Discs.ROWS || lastColumn < 0 || lastColumn >= Discs.COLUMNS) {
            return;
        }
        var line = 0L;
        for (var step = 0; step < 4; step++) {
            line |= Discs.cell(row + step * down, column + step * right);
        }
        lines.add(line);
    }
}
