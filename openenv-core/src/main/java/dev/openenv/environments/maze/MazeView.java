package dev.openenv.environments.maze;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;

/**
 * What an agent sees of {@link Maze}. Positions are [column, row], [0, 0] upper left.
 *
 * @param legalActions the moves that lead to a free cell, in the order left, right, up, down; empty at the end
 * @param currentPosition where the agent stands, two numbers
 * @param previousPosition where it stood before its last move that led anywhere, two numbers
 */
public record MazeView(
        @Param("moves that lead to a free cell: 2 left, 3 right, 0 up, 1 down") List<Integer> legalActions,
        @Param("[column, row], [0, 0] upper left") List<Integer> currentPosition,
        @Param("[column, row] before the last move") List<Integer> previousPosition)
        implements Observation {

    /**
     * Copies the lists.
     *
     * @param legalActions the moves that lead to a free cell, in the order left, right, up, down; empty at the end
     * @param currentPosition where the agent stands, two numbers
     * @param previousPosition where it stood before its last move that led anywhere, two numbers
     */
    public MazeView {
        legalActions = List.copyOf(legalActions);
        currentPosition = List.copyOf(currentPosition);
        previousPosition = List.copyOf(previousPosition);
    }
}
