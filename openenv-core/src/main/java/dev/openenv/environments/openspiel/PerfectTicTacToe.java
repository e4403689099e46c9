package dev.openenv.environments.openspiel;

import dev.openenv.Policy;
import java.util.List;

/** Tic-tac-toe by full search. */
final class PerfectTicTacToe implements Policy<OpenSpielAction, OpenSpielObservation> {

    @Override
    public OpenSpielAction act(OpenSpielObservation observation) {
        return OpenSpielAction.of(TicTacToeTree.SOLVED.best(position(observation.infoState())));
    }

    private static TicTacToe position(List<Double> view) {
        var noughts = 0;
        var crosses = 0;
        for (var cell = 0; cell < TicTacToe.CELLS; cell++) {
            noughts |= view.get(TicTacToe.CELLS + cell) == 1 ? 1 << cell : 0;
            crosses |= view.get(2 * TicTacToe.CELLS + cell) == 1 ? 1 << cell : 0;
        }
        return new TicTacToe(crosses, noughts);
    }
}
