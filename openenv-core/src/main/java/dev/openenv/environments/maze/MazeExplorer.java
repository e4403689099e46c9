package dev.openenv.environments.maze;

import dev.openenv.Policy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the exit of {@link Maze} without its map: depth first, down and right where it has not been, and back by the way
 * it came from a dead end.
 *
 * <p>Confined to one episode.
 */
public final class MazeExplorer implements Policy<MazeMove, MazeView> {

    private static final List<Integer> PREFERRED = List.of(MazeMove.DOWN, MazeMove.RIGHT, MazeMove.UP, MazeMove.LEFT);

    private final Set<Cell> seen = new HashSet<>();
    private final Deque<Integer> wayBack = new ArrayDeque<>();

    /** A player that knows nothing yet. */
    public MazeExplorer() {}

    @Override
    public MazeMove act(MazeView view) {
        var here =
                new Cell(view.currentPosition().get(0), view.currentPosition().get(1));
        seen.add(here);
        for (var action : PREFERRED) {
            if (view.legalActions().contains(action) && !seen.contains(here.after(action))) {
                wayBack.push(MazeMap.opposite(action));
                return new MazeMove(action);
            }
        }
        return new MazeMove(wayBack.isEmpty() ? MazeMove.UP : wayBack.pop());
    }
}
