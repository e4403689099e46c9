package dev.openenv.environments.openspiel;

import dev.openenv.Policy;

/** 2048 by looking ahead: the mean over new tiles, the best over moves. */
final class Expectimax2048 implements Policy<OpenSpielAction, OpenSpielObservation> {

    /** So many free cells let it look two moves ahead instead of three. */
    private static final int ROOMY = 5;

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        var board = PackedBoard.pack(observation.infoState());
        var depth = free(board) >= ROOMY ? 1 : 2;
        var best = observation.legalActions().get(0);
        var bestWorth = -1.0;
        for (var direction : observation.legalActions()) {
            var moved = PackedBoard.move(board, direction);
            var worth = moved == board ? 0 : afterMove(moved, depth);
            if (worth > bestWorth) {
                bestWorth = worth;
                best = direction;
            }
        }
        return OpenSpielAction.of(best);
    }

    private static double afterMove(long board, int depth) {
        if (depth == 0) {
            return PackedBoard.worth(board);
        }
        var sum = 0.0;
        var cells = 0;
        for (var shift = 0; shift < Long.SIZE; shift += 4) {
            if ((board >>> shift & 0xF) == 0) {
                sum += 0.9 * afterTile(board | 1L << shift, depth) + 0.1 * afterTile(board | 2L << shift, depth);
                cells++;
            }
        }
        return sum / cells;
    }

    /** 0, less than any other worth, where nothing can move. */
    private static double afterTile(long board, int depth) {
        var best = 0.0;
        for (var direction = TwentyFortyEight.UP; direction <= TwentyFortyEight.LEFT; direction++) {
            var moved = PackedBoard.move(board, direction);
            if (moved != board) {
                best = Math.max(best, afterMove(moved, depth - 1));
            }
        }
        return best;
    }

    private static int free(long board) {
        var free = 0;
        for (var shift = 0; shift < Long.SIZE; shift += 4) {
            free += (board >>> shift & 0xF) == 0 ? 1 : 0;
        }
        return free;
    }
}
