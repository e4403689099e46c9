package dev.openenv.environments.gridworld;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Grading;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.environments.drawing.SvgDrawing;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A board of 5 x 5 cells: the agent starts at [0, 0] and looks for the goal at [4, 4]. Positions are [x, y] with x the
 * row. Every step costs 0.1, also one against the edge; the step onto the goal pays 1.0 and ends the episode. The shortest
 * way has 8 steps and a total reward of 0.3.
 *
 * <p>Nothing is left to chance. Fields, texts and rewards are those of OpenEnv's {@code grid_world_env}; opened by {@link
 * #provider()}, an episode is cut off after {@value #MAX_STEPS} steps, where the original has no limit.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var env = GridWorld.provider().open()) {
 *     env.reset();
 *     var result = env.step(new GridMove(Direction.DOWN));   // now at x = 1, y = 0
 * }
 * }</pre>
 */
public final class GridWorld implements Environment<GridMove, GridWorldView>, Rendering {

    /** Rows and columns of the board. */
    public static final int SIZE = 5;

    /** After how many steps an episode is cut off. */
    public static final int MAX_STEPS = 1000;

    private static final int GOAL = SIZE - 1;
    private static final double STEP_REWARD = -0.1;
    private static final double GOAL_REWARD = 1.0;
    private static final int CELL = 32;

    private int x;
    private int y;

    /** A board with the agent at [0, 0]. */
    public GridWorld() {}

    /**
     * Opens grid worlds.
     *
     * @return a provider that stands for them: one task, solved when the goal is reached
     */
    public static EnvironmentProvider<GridMove, GridWorldView> provider() {
        return InProcessProvider.of(GridWorld.class, GridWorld::new)
                .withName("grid-world")
                .withVersion("1.0.0")
                .withDescription(
                        "Walk from [0, 0] to the goal at [4, 4] on a board of 5 x 5 cells, where x is the row; every step costs 0.1.")
                .withSolved(SuccessCriterion.terminatedWith(MAX_STEPS * STEP_REWARD))
                .withRewardRange(STEP_REWARD, GOAL_REWARD)
                .withMaxSteps(MAX_STEPS)
                .withTasks(TaskSet.builder()
                        .add(
                                Task.of("grid-world", "Reach the goal at [4, 4] in few steps."),
                                Grading.of(ResetOptions.defaults()))
                        .build());
    }

    /**
     * What this package offers to a catalogue.
     *
     * @return one entry with {@link GoalSeeker}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withPolicy("goal-seeker", GoalSeeker::new));
    }

    @Override
    public StepResult<GridWorldView> reset(ResetOptions options) {
        Objects.requireNonNull(options, "options");
        x = 0;
        y = 0;
        return StepResult.of(
                new GridWorldView(x, y, "Welcome to Grid World! Goal is at [" + GOAL + ", " + GOAL + "]."), 0.0);
    }

    @Override
    public StepResult<GridWorldView> step(GridMove move) {
        var direction = move.action();
        if (direction == null) {
            throw InvalidActionException.of("/action", "UP, DOWN, LEFT or RIGHT", null);
        }
        x = clamp(x + direction.dx());
        y = clamp(y + direction.dy());
        return x == GOAL && y == GOAL
                ? StepResult.terminated(new GridWorldView(x, y, "You found the goal!"), GOAL_REWARD)
                : StepResult.of(new GridWorldView(x, y, "Keep going..."), STEP_REWARD);
    }

    /**
     * Draws the board: A the agent, G the goal, * the agent on the goal.
     *
     * @return five lines
     */
    @Override
    public String text() {
        var text = new StringBuilder();
        for (var row = 0; row < SIZE; row++) {
            text.append(row == 0 ? "" : "\n");
            for (var column = 0; column < SIZE; column++) {
                var agent = row == x && column == y;
                var goal = row == GOAL && column == GOAL;
                text.append(column == 0 ? "" : " ").append(agent ? goal ? '*' : 'A' : goal ? 'G' : '.');
            }
        }
        return text.toString();
    }

    @Override
    public Optional<String> svg() {
        var drawing = new SvgDrawing(SIZE * CELL, SIZE * CELL, "#c9ced6");
        for (var row = 0; row < SIZE; row++) {
            for (var column = 0; column < SIZE; column++) {
                var fill = row == GOAL && column == GOAL ? "#7bc47f" : "#f7f8fa";
                drawing.rectangle(column * CELL + 1, row * CELL + 1, CELL - 2, CELL - 2, fill);
            }
        }
        return Optional.of(drawing.circle((y + 0.5) * CELL, (x + 0.5) * CELL, CELL * 0.3, "#2f6fb0")
                .document());
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(SIZE - 1, value));
    }
}
