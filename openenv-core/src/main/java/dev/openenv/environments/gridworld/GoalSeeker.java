package dev.openenv.environments.gridworld;

import dev.openenv.Policy;
import java.util.regex.Pattern;

/**
 * Walks the shortest way in {@link GridWorld}: it reads the goal's position in the first message and goes down or up
 * first, then right or left.
 *
 * <p>Confined to one episode.
 */
public final class GoalSeeker implements Policy<GridMove, GridWorldView> {

    private static final Pattern POSITION = Pattern.compile("\\[(\\d+), (\\d+)]");

    private int goalX = GridWorld.SIZE - 1;
    private int goalY = GridWorld.SIZE - 1;

    /** A player that looks in the far corner unless a message names another goal. */
    public GoalSeeker() {}

    @Override
    public GridMove act(GridWorldView view) {
        var position = POSITION.matcher(view.message());
        if (position.find()) {
            goalX = Integer.parseInt(position.group(1));
            goalY = Integer.parseInt(position.group(2));
        }
        if (view.x() != goalX) {
            return new GridMove(view.x() < goalX ? Direction.DOWN : Direction.UP);
        }
        return new GridMove(view.y() < goalY ? Direction.RIGHT : Direction.LEFT);
    }
}
