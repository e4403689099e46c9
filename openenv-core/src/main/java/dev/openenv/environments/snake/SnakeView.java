package dev.openenv.environments.snake;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;

/**
 * What an agent sees of {@link Snake}: the world twice, as codes and as planes, and how the episode goes.
 *
 * @param grid 20 rows of 20 cells: 0 empty, 1 wall, 2 fruit, 3 head, 4 body, 5 tail
 * @param observation 20 rows of 20 cells of 8 numbers that are 0 or 1: wall, fruit, head, body and tail of other snakes
 *     (always 0), own head, body, tail
 * @param episodeScore the sum of the rewards so far
 * @param episodeSteps steps taken, 0 to 1000
 * @param episodeFruits fruits eaten so far
 * @param episodeKills other snakes that ran into this one: always 0
 * @param alive whether the episode goes on
 */
public record SnakeView(
        @Param("20 x 20 cells: 0 empty, 1 wall, 2 fruit, 3 head, 4 body, 5 tail") List<List<Integer>> grid,
        @Param("20 x 20 cells x 8 planes: wall, fruit, others' head, body, tail, own head, body, tail")
                List<List<List<Double>>> observation,
        @Param("sum of the rewards") double episodeScore,
        @Param("steps taken") int episodeSteps,
        @Param("fruits eaten") int episodeFruits,
        @Param("other snakes killed") int episodeKills,
        @Param("whether the episode goes on") boolean alive)
        implements Observation {

    /**
     * Copies the lists, unless they cannot change anyway.
     *
     * @param grid 20 rows of 20 cells: 0 empty, 1 wall, 2 fruit, 3 head, 4 body, 5 tail
     * @param observation 20 rows of 20 cells of 8 numbers that are 0 or 1: wall, fruit, head, body and tail of other snakes (always 0), own head, body, tail
     * @param episodeScore the sum of the rewards so far
     * @param episodeSteps steps taken, 0 to 1000
     * @param episodeFruits fruits eaten so far
     * @param episodeKills other snakes that ran into this one: always 0
     * @param alive whether the episode goes on
     */
    public SnakeView {
        grid = Rows.frozen(grid);
        observation = Rows.frozenDeep(observation);
    }
}
