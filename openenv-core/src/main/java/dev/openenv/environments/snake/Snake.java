package dev.openenv.environments.snake;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeOrderException;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.Optional;

/**
 * One snake in a walled field of 20 x 20 cells. It starts three cells long, straight or bent, and moves one cell at each
 * step; a fruit makes it one cell longer, and another fruit appears on an empty cell.
 *
 * <p>Every step alive pays 0.001, a fruit 1 more. Running into the wall or into its own body pays -1 and ends the episode;
 * the cell that its tail is just leaving may be entered. The episode is cut off after {@value #MAX_STEPS} steps.
 *
 * <p>Start and fruits are drawn from the episode's seed. Fields and rewards are those of OpenEnv's {@code snake_env},
 * except that fruits are counted as they are eaten and that an action which is no turn is refused without being counted.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var env = Snake.provider().open()) {
 *     env.reset(ResetOptions.seed(42));
 *     var result = env.step(new Turn(Turn.LEFT));
 * }
 * }</pre>
 */
public final class Snake implements Environment<Turn, SnakeView>, Rendering {

    /** After how many steps an episode is cut off. */
    public static final int MAX_STEPS = 1000;

    /** The total reward from which on an episode counts as solved: about thirty fruits. */
    public static final double SOLVED_REWARD = 30;

    private static final double STEP_REWARD = 0.001;
    private static final double FRUIT_REWARD = 1.0;
    private static final double DEATH_REWARD = -1.0;
    private static final JsonObject GOES_ON = JsonObject.of("info", JsonObject.empty());

    private final Field field = new Field();

    /** A ring of the cells of the snake; {@code newest} is the index of its head. */
    private final int[] cells = new int[Field.CELLS];

    private int newest;
    private int length;
    private int heading;
    private EpisodeRandom random = new EpisodeRandom(0);
    private double score;
    private int steps;
    private int fruits;
    private boolean running;

    /** An empty field. */
    public Snake() {}

    /**
     * Opens fields.
     *
     * @return a provider that stands for them: a hundred tasks, solved by a total reward of {@value #SOLVED_REWARD}
     */
    public static EnvironmentProvider<Turn, SnakeView> provider() {
        return InProcessProvider.of(Snake.class, Snake::new)
                .withName("snake")
                .withVersion("1.0.0")
                .withDescription(
                        "Steer a snake in a walled field of 20 x 20 cells: eat fruit and grow, do not run into the wall or yourself.")
                .withSolved(SuccessCriterion.totalReward(SOLVED_REWARD))
                .withRewardRange(DEATH_REWARD, STEP_REWARD + FRUIT_REWARD)
                .withMaxSteps(MAX_STEPS)
                .withTasks(TaskSet.seeds(
                        "snake", 0, 100, Task.DEFAULT_SPLIT, "Eat as much fruit as you can in 1000 steps."));
    }

    /**
     * What this package offers to a catalogue.
     *
     * @return one entry with {@link CarefulSnake}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withPolicy("careful", CarefulSnake::new));
    }

    @Override
    public StepResult<SnakeView> reset(ResetOptions options) {
        random = options.random();
        field.clear();
        placeSnake();
        placeFruit();
        score = 0;
        steps = 0;
        fruits = 0;
        running = true;
        return StepResult.of(view(), 0.0);
    }

    @Override
    public StepResult<SnakeView> step(Turn turn) {
        var quarterTurns =
                switch (turn.action()) {
                    case Turn.STRAIGHT -> 0;
                    case Turn.LEFT -> 3;
                    case Turn.RIGHT -> 1;
                    default ->
                        throw InvalidActionException.of(
                                "/action", "0 (straight on), 1 (left) or 2 (right)", turn.action());
                };
        if (!running) {
            throw new EpisodeOrderException("step: no episode is running, call reset first");
        }
        heading = (heading + quarterTurns) % 4;
        steps++;
        var next = cells[newest] + Field.STEPS[heading];
        return switch (field.at(next)) {
            case Field.WALL, Field.BODY -> die();
            default -> move(next);
        };
    }

    private StepResult<SnakeView> die() {
        var info = info(steps - 1);
        running = false;
        score += DEATH_REWARD;
        for (var age = 0; age < length; age++) {
            field.put(cell(age), Field.EMPTY);
        }
        return StepResult.terminated(view(), DEATH_REWARD).withMetadata(info);
    }

    private StepResult<SnakeView> move(int next) {
        var eats = field.at(next) == Field.FRUIT;
        if (eats) {
            length++;
            fruits++;
        } else {
            field.put(cell(length - 1), Field.EMPTY);
        }
        field.put(cells[newest], Field.BODY);
        newest = (newest + 1) % cells.length;
        cells[newest] = next;
        field.put(next, Field.HEAD);
        field.put(cell(length - 1), Field.TAIL);
        if (eats) {
            placeFruit();
        }
        var reward = eats ? STEP_REWARD + FRUIT_REWARD : STEP_REWARD;
        score += reward;
        running = steps < MAX_STEPS;
        return running
                ? StepResult.of(view(), reward).withMetadata(GOES_ON)
                : StepResult.truncated(view(), reward).withMetadata(info(steps));
    }

    /** The cell that the head entered so many steps ago. */
    private int cell(int age) {
        return cells[(newest - age + cells.length) % cells.length];
    }

    /** Draws one of all possible snakes of three cells, each equally likely. */
    private void placeSnake() {
        int head;
        int body;
        int tail;
        do {
            head = random.nextInt(Field.CELLS);
            heading = random.nextInt(4);
            body = head - Field.STEPS[heading];
            tail = body - Field.STEPS[random.nextInt(4)];
        } while (!isEmpty(head) || !isEmpty(body) || !isEmpty(tail) || tail == head);
        field.put(head, Field.HEAD);
        field.put(body, Field.BODY);
        field.put(tail, Field.TAIL);
        cells[0] = tail;
        cells[1] = body;
        cells[2] = head;
        newest = 2;
        length = 3;
    }

    private boolean isEmpty(int cell) {
        return cell >= 0 && cell < Field.CELLS && field.at(cell) == Field.EMPTY;
    }

    private void placeFruit() {
        var empty = field.empty();
        if (empty > 0) {
            field.put(field.emptyCell(random.nextInt(empty)), Field.FRUIT);
        }
    }

    private SnakeView view() {
        return new SnakeView(field.grid(), field.planes(), score, steps, fruits, 0, running);
    }

    private JsonObject info(int stepsSurvived) {
        return JsonObject.of(
                "info",
                JsonObject.builder()
                        .put("rank", List.of(1))
                        .put("episode_scores", List.of(score))
                        .put("episode_steps", List.of((double) stepsSurvived))
                        .put("episode_fruits", List.of((double) fruits))
                        .put("episode_kills", List.of(0.0))
                        .build());
    }

    /**
     * Draws the field: # wall, * fruit, @ head, o body.
     *
     * @return twenty lines
     */
    @Override
    public String text() {
        return FieldDrawing.text(field);
    }

    @Override
    public Optional<String> svg() {
        return Optional.of(FieldDrawing.svg(field));
    }
}
