package dev.openenv.environments.connectfour;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;

/**
 * What an agent sees of {@link ConnectFour}, the same for both sides.
 *
 * @param board six rows of seven cells, the top row first; 1 the first player, -1 the second, 0 empty
 * @param legalActions the columns that are not full, ascending; also at the end of a game
 */
public record ConnectFourView(
        @Param("six rows of seven cells, top row first; 1 first player, -1 second, 0 empty") List<List<Integer>> board,
        @Param("columns that are not full") List<Integer> legalActions)
        implements Observation {

    /**
     * Copies the lists.
     *
     * @param board six rows of seven cells, the top row first; 1 the first player, -1 the second, 0 empty
     * @param legalActions the columns that are not full, ascending; also at the end of a game
     */
    public ConnectFourView {
        board = board.stream().map(List::copyOf).toList();
        legalActions = List.copyOf(legalActions);
    }
}
