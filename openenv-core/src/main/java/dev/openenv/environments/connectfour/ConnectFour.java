package dev.openenv.environments.connectfour;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Grading;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Connect four on six rows and seven columns. There is no opponent: each step drops a disc for the side to move, first
 * player 1, then player -1, and so on.
 *
 * <p>Who makes four in a row gets 1 and ends the game; a full board ends it with 0; a disc into a full column, or one that
 * does not exist, changes nothing on the board and ends it with -1. Every other step pays 0. The metadata names the side
 * to move as {@code next_player}.
 *
 * <p>Nothing is left to chance. Fields, rules and rewards are those of OpenEnv's {@code connect4_env}.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var env = ConnectFour.provider().open()) {
 *     env.reset();
 *     var result = env.step(new DropDisc(3));   // player 1 in the middle
 * }
 * }</pre>
 */
public final class ConnectFour implements Environment<DropDisc, ConnectFourView>, Rendering {

    /** Rows of the board. */
    public static final int ROWS = Discs.ROWS;

    /** Columns of the board. */
    public static final int COLUMNS = Discs.COLUMNS;

    private static final JsonObject FIRST_IS_NEXT = JsonObject.of("next_player", 1);
    private static final JsonObject SECOND_IS_NEXT = JsonObject.of("next_player", -1);
    private static final double WIN = 1.0;
    private static final double PENALTY = -1.0;
    private static final int PIXELS = 32;

    private Discs discs = Discs.NONE;
    private int nextPlayer = 1;

    /** An empty board with player 1 to move. */
    public ConnectFour() {}

    /**
     * Opens games.
     *
     * @return a provider that stands for them: one task, solved when a side has four in a row
     */
    public static EnvironmentProvider<DropDisc, ConnectFourView> provider() {
        return InProcessProvider.of(ConnectFour.class, ConnectFour::new)
                .withName("connect-four")
                .withVersion("1.0.0")
                .withDescription("Drop discs into seven columns for both sides in turn; four in a row win.")
                .withSolved(SuccessCriterion.terminatedWith(WIN))
                .withRewardRange(PENALTY, WIN)
                .withTasks(TaskSet.builder()
                        .add(
                                Task.of("connect-four", "Play both sides until one has four in a row."),
                                Grading.of(ResetOptions.defaults()))
                        .build());
    }

    /**
     * What this package offers to a catalogue.
     *
     * @return one entry with {@link AlphaBeta}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withPolicy("alpha-beta", AlphaBeta::new));
    }

    @Override
    public StepResult<ConnectFourView> reset(ResetOptions options) {
        Objects.requireNonNull(options, "options");
        discs = Discs.NONE;
        nextPlayer = 1;
        return StepResult.of(view(), 0.0).withMetadata(metadata());
    }

    @Override
    public StepResult<ConnectFourView> step(DropDisc action) {
        var player = nextPlayer;
        var allowed = discs.free(action.column());
        nextPlayer = -player;
        if (!allowed) {
            return StepResult.terminated(view(), PENALTY).withMetadata(metadata());
        }
        discs = discs.drop(action.column(), player);
        var won = discs.wonBy(player);
        var reward = won ? WIN : 0.0;
        var result = won || discs.full() ? StepResult.terminated(view(), reward) : StepResult.of(view(), reward);
        return result.withMetadata(metadata());
    }

    @Override
    public State state() {
        return State.of(JsonObject.of("board", discs.rows(), "next_player", nextPlayer));
    }

    private ConnectFourView view() {
        return new ConnectFourView(discs.rows(), discs.freeColumns());
    }

    private JsonObject metadata() {
        return nextPlayer > 0 ? FIRST_IS_NEXT : SECOND_IS_NEXT;
    }

    /**
     * Draws the board: X player 1, O player -1, with the columns' numbers below.
     *
     * @return seven lines
     */
    @Override
    public String text() {
        var text = new StringBuilder();
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                var owner = discs.owner(row, column);
                text.append(owner > 0 ? "X " : owner < 0 ? "O " : ". ");
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.append("0 1 2 3 4 5 6").toString();
    }

    @Override
    public Optional<String> svg() {
        var drawing = new SvgDrawing(COLUMNS * PIXELS, ROWS * PIXELS, "#2f6fb0");
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                var owner = discs.owner(row, column);
                var fill = owner > 0 ? "#f2c14e" : owner < 0 ? "#d1495b" : "#f7f8fa";
                drawing.circle((column + 0.5) * PIXELS, (row + 0.5) * PIXELS, PIXELS * 0.4, fill);
            }
        }
        return Optional.of(drawing.document());
    }
}
