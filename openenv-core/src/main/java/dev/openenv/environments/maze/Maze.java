package dev.openenv.environments.maze;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Grading;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.environments.drawing.SvgDrawing;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A maze of 8 x 8 cells, always the same: start at [0, 0], exit at [7, 7], positions as [column, row].
 *
 * <p>A step into the exit pays 10 and wins; into a free cell -0.05, or -0.25 when it was entered before in this episode;
 * against a wall or the edge -0.75 without moving. When the total falls below {@value #LOWEST_TOTAL}, the episode is lost.
 * The shortest way from [0, 0] has 14 steps and a total of 9.35. The metadata shows the map.
 *
 * <p>The reset option {@code start_cell}, a list of column and row, starts elsewhere. Nothing is left to chance. Fields
 * and rewards are those of OpenEnv's {@code maze_env}, except that {@code start_cell} works and that an action which is no
 * move is refused without a charge.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var env = Maze.provider().open()) {
 *     env.reset(ResetOptions.defaults().with("start_cell", List.of(7, 4)));
 *     var result = env.step(new MazeMove(MazeMove.DOWN));   // now at [7, 5]
 * }
 * }</pre>
 */
public final class Maze implements Environment<MazeMove, MazeView>, Rendering {

    /** An episode is lost when its total reward falls below this. */
    public static final double LOWEST_TOTAL = -32;

    private static final double EXIT_REWARD = 10;
    private static final double NEW_CELL_REWARD = -0.05;
    private static final double KNOWN_CELL_REWARD = -0.25;
    private static final double BUMP_REWARD = -0.75;
    private static final int PIXELS = 28;

    private static final MazeMap MAP = MazeMap.standard();
    private static final Cell ORIGIN = new Cell(0, 0);
    private static final JsonObject FIXED =
            JsonObject.of("maze", MAP.rows(), "exit_cell", MAP.exit().position());

    private final Set<Cell> entered = new HashSet<>();
    private Cell current = ORIGIN;
    private Cell previous = ORIGIN;
    private double total;
    private int steps;

    /** A maze with the agent at [0, 0]. */
    public Maze() {}

    /**
     * Opens mazes.
     *
     * @return a provider that stands for them: one task for each cell to start from, solved when the exit is reached
     */
    public static EnvironmentProvider<MazeMove, MazeView> provider() {
        return InProcessProvider.of(Maze.class, Maze::new)
                .withName("maze")
                .withVersion("1.0.0")
                .withDescription(
                        "Find the exit at [7, 7] of a fixed maze of 8 x 8 cells; bumps and going back cost most. Positions are [column, row].")
                .withSolved(SuccessCriterion.terminatedWith(LOWEST_TOTAL + EXIT_REWARD))
                .withRewardRange(BUMP_REWARD, EXIT_REWARD)
                .withTasks(tasks());
    }

    /**
     * What this package offers to a catalogue.
     *
     * @return one entry with {@link MazeMapReader} and {@link MazeExplorer}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider())
                .withAgent("map-reader", MazeMapReader::new)
                .withPolicy("explorer", MazeExplorer::new));
    }

    private static TaskSet tasks() {
        var tasks = TaskSet.builder();
        for (var cell : MAP.freeCells()) {
            if (!cell.equals(MAP.exit())) {
                tasks.add(
                        Task.of("maze-" + cell.column() + "-" + cell.row(), "Find the exit in few steps."),
                        Grading.of(ResetOptions.defaults().with("start_cell", cell.position())));
            }
        }
        return tasks.build();
    }

    @Override
    public StepResult<MazeView> reset(ResetOptions options) {
        current = startCell(options.values());
        previous = current;
        entered.clear();
        total = 0;
        steps = 0;
        return StepResult.of(view(), 0.0).withMetadata(metadata());
    }

    @Override
    public StepResult<MazeView> step(MazeMove move) {
        var action = move.action();
        if (action < MazeMove.UP || action > MazeMove.RIGHT) {
            throw InvalidActionException.of("/action", "0 (up), 1 (down), 2 (left) or 3 (right)", action);
        }
        var reward = enter(current.after(action));
        total += reward;
        steps++;
        var result = done() ? StepResult.terminated(view(), reward) : StepResult.of(view(), reward);
        return result.withMetadata(metadata());
    }

    private double enter(Cell cell) {
        if (!MAP.free(cell)) {
            return BUMP_REWARD;
        }
        previous = current;
        current = cell;
        var isNew = entered.add(cell);
        if (cell.equals(MAP.exit())) {
            return EXIT_REWARD;
        }
        return isNew ? NEW_CELL_REWARD : KNOWN_CELL_REWARD;
    }

    private static Cell startCell(JsonObject options) {
        var value = options.get("start_cell");
        if (value == null) {
            return ORIGIN;
        }
        if (value instanceof List<?> position
                && position.size() == 2
                && position.get(0) instanceof Long column
                && position.get(1) instanceof Long row
                && column == column.intValue()
                && row == row.intValue()) {
            var cell = new Cell(column.intValue(), row.intValue());
            if (MAP.free(cell) && !cell.equals(MAP.exit())) {
                return cell;
            }
        }
        throw new InvalidOptionException(
                "start_cell", "[column, row] of a free cell other than the exit " + MAP.exit(), value);
    }

    @Override
    public State state() {
        return State.of(JsonObject.builder()
                .put("done", done())
                .put("current_position", current.position())
                .put("exit_cell", FIXED.get("exit_cell"))
                .put("status", status())
                .build());
    }

    private boolean done() {
        return current.equals(MAP.exit()) || total < LOWEST_TOTAL;
    }

    private String status() {
        return current.equals(MAP.exit()) ? "win" : done() ? "lose" : "playing";
    }

    private MazeView view() {
        return new MazeView(done() ? List.of() : MAP.movesFrom(current), current.position(), previous.position());
    }

    private JsonObject metadata() {
        return JsonObject.builder()
                .put("maze", FIXED.get("maze"))
                .put("status", status())
                .put("exit_cell", FIXED.get("exit_cell"))
                .put("step", steps)
                .build();
    }

    /**
     * Draws the maze: # walls, A the agent, E the exit, * the agent at the exit, dots where it has been.
     *
     * @return eight lines
     */
    @Override
    public String text() {
        var text = new StringBuilder();
        for (var row = 0; row < MAP.rows().size(); row++) {
            text.append(row == 0 ? "" : "\n");
            for (var column = 0; column < MAP.columns(); column++) {
                text.append(mark(new Cell(column, row)));
            }
        }
        return text.toString();
    }

    private char mark(Cell cell) {
        if (cell.equals(current)) {
            return cell.equals(MAP.exit()) ? '*' : 'A';
        }
        if (!MAP.free(cell)) {
            return '#';
        }
        return cell.equals(MAP.exit()) ? 'E' : entered.contains(cell) ? '.' : ' ';
    }

    @Override
    public Optional<String> svg() {
        var drawing = new SvgDrawing(MAP.columns() * PIXELS, MAP.rows().size() * PIXELS, "#3a4250");
        for (var cell : MAP.freeCells()) {
            var fill = cell.equals(MAP.exit()) ? "#7bc47f" : entered.contains(cell) ? "#d6e6f5" : "#f7f8fa";
            drawing.rectangle(cell.column() * PIXELS, cell.row() * PIXELS, PIXELS, PIXELS, fill);
        }
        return Optional.of(drawing.circle(
                        (current.column() + 0.5) * PIXELS, (current.row() + 0.5) * PIXELS, PIXELS * 0.3, "#2f6fb0")
                .document());
    }
}
