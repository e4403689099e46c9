package dev.openenv.environments.openspiel;

import dev.openenv.CatalogEntry;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.provider.InProcessProvider;
import java.util.List;

/**
 * Opens the games in this JVM, each with a spec and tasks.
 *
 * <p>Games of chance have 100 tasks that differ by seed, cliff walking has one. What counts as solved: catch, the ball
 * caught; tic-tac-toe, not lost; Kuhn poker and blackjack, won, which also takes luck; cliff walking, the goal reached
 * without a fall; 2048, a score of 20,000, which about takes the tile 2048.
 *
 * <pre>{@code
 * try (var env = OpenSpielEnvironments.ticTacToe().open()) {
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) {
 *         r = env.step(policy.act(r.observation()));
 *     }
 * }
 * }</pre>
 */
public final class OpenSpielEnvironments {

    private static final int SEEDS = 100;

    private OpenSpielEnvironments() {}

    /**
     * Catch.
     *
     * @return environments named {@code catch}
     * @see Game#catchBall()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> catchBall() {
        return open(Game.catchBall(), 0, OpponentPolicy.RANDOM)
                .withName("catch")
                .withDescription(
                        "A ball falls down a grid of 10 rows and 5 columns; a paddle in the lowest row catches it.")
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(-1, 1)
                .withTasks(seeds("catch", SEEDS, "Catch the ball. Actions: 0 left, 1 stay, 2 right."));
    }

    /**
     * Tic-tac-toe; the agent begins, the opponent plays at random.
     *
     * @return environments named {@code tic-tac-toe}
     * @see Game#ticTacToe()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> ticTacToe() {
        return ticTacToe(0, OpponentPolicy.RANDOM);
    }

    /**
     * Tic-tac-toe.
     *
     * @param agent 0 when the agent begins, 1 when the opponent does
     * @param opponent how the opponent plays
     * @return environments named {@code tic-tac-toe}
     * @throws IllegalArgumentException when the agent is neither 0 nor 1
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> ticTacToe(
            int agent, OpponentPolicy opponent) {
        return open(Game.ticTacToe(), agent, opponent)
                .withName("tic-tac-toe")
                .withDescription("Three in a row on 3 x 3 cells, against an opponent.")
                .withSolved(SuccessCriterion.terminatedWith(0))
                .withRewardRange(-1, 1)
                .withTasks(seeds("tic-tac-toe", SEEDS, "Do not lose. Actions: the cells 0 to 8, row by row."));
    }

    /**
     * Kuhn poker; the agent is the first player, the opponent plays at random.
     *
     * @return environments named {@code kuhn-poker}
     * @see Game#kuhnPoker()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> kuhnPoker() {
        return kuhnPoker(0, OpponentPolicy.RANDOM);
    }

    /**
     * Kuhn poker.
     *
     * @param agent 0 when the agent acts first, 1 when the opponent does
     * @param opponent how the opponent plays
     * @return environments named {@code kuhn-poker}
     * @throws IllegalArgumentException when the agent is neither 0 nor 1
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> kuhnPoker(
            int agent, OpponentPolicy opponent) {
        return open(Game.kuhnPoker(), agent, opponent)
                .withName("kuhn-poker")
                .withDescription("Poker with three cards (jack, queen, king), one card each and one bet of one chip.")
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(-2, 2)
                .withTasks(seeds("kuhn-poker", SEEDS, "Win chips. Actions: 0 pass, 1 bet."));
    }

    /**
     * Cliff walking on 4 x 8 cells, where the cliff ends the game.
     *
     * @return environments named {@code cliff-walking}
     * @see Game#cliffWalking()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> cliffWalking() {
        return walk(Game.cliffWalking())
                .withName("cliff-walking")
                .withDescription(
                        "A grid of 4 rows and 8 columns with a cliff along the lowest row, which ends the game.");
    }

    /**
     * Cliff walking on 4 x 12 cells, where the cliff sends back to the start.
     *
     * @return environments named {@code cliff-walking-classic}
     * @see Game#cliffWalkingClassic()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> cliffWalkingClassic() {
        return walk(Game.cliffWalkingClassic())
                .withName("cliff-walking-classic")
                .withDescription(
                        "A grid of 4 rows and 12 columns with a cliff along the lowest row, which sends back to the start.");
    }

    /**
     * 2048.
     *
     * @return environments named {@code 2048}
     * @see Game#twentyFortyEight()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> twentyFortyEight() {
        return open(Game.twentyFortyEight(), 0, OpponentPolicy.RANDOM)
                .withName("2048")
                .withDescription(
                        "Slide tiles on 4 x 4 cells; equal ones merge. Over when 2048 is made or nothing moves.")
                .withSolved(SuccessCriterion.terminatedWith(20_000))
                .withRewardRange(0, 8 * TwentyFortyEight.GOAL)
                .withTasks(seeds("2048", SEEDS, "Make the tile 2048. Actions: 0 up, 1 right, 2 down, 3 left."));
    }

    /**
     * Blackjack.
     *
     * @return environments named {@code blackjack}
     * @see Game#blackjack()
     */
    public static InProcessProvider<OpenSpielAction, OpenSpielObservation> blackjack() {
        return open(Game.blackjack(), 0, OpponentPolicy.RANDOM)
                .withName("blackjack")
                .withDescription("Hit or stand, one deck, against a dealer who stands on every 17.")
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(-1, 1)
                .withTasks(seeds("blackjack", SEEDS, "Beat the dealer. Actions: 0 hit, 1 stand."));
    }

    /**
     * All games for a catalogue, each with its scripted agent and one that plays at random.
     *
     * @return catch, tic-tac-toe, kuhn-poker, cliff-walking, cliff-walking-classic, 2048, blackjack
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(
                entry(CatalogEntry.of(catchBall()).withPolicy("catcher", OpenSpielAgents::catchBall)),
                entry(CatalogEntry.of(ticTacToe()).withPolicy("perfect", OpenSpielAgents::ticTacToe)),
                entry(CatalogEntry.of(kuhnPoker())
                        .withAgent("equilibrium", () -> OpenSpielAgents.drawing(OpenSpielAgents::kuhnPoker))),
                entry(CatalogEntry.of(cliffWalking()).withPolicy("shortest", () -> OpenSpielAgents.cliffWalking(8))),
                entry(CatalogEntry.of(cliffWalkingClassic())
                        .withPolicy("shortest", () -> OpenSpielAgents.cliffWalking(12))),
                entry(CatalogEntry.of(twentyFortyEight()).withPolicy("expectimax", OpenSpielAgents::twentyFortyEight)),
                entry(CatalogEntry.of(blackjack()).withPolicy("basic-strategy", OpenSpielAgents::blackjack)));
    }

    private static CatalogEntry<?, ?> entry(CatalogEntry<OpenSpielAction, OpenSpielObservation> entry) {
        return entry.withAgent("random", () -> OpenSpielAgents.drawing(OpenSpielAgents::random));
    }

    private static InProcessProvider<OpenSpielAction, OpenSpielObservation> walk(Game game) {
        var task =
                "Reach the lower right corner from the lower left one in as few steps as possible, not over the cliff"
                        + " between them. Actions: 0 right, 1 up, 2 left, 3 down.";
        return open(game, 0, OpponentPolicy.RANDOM)
                .withSolved(SuccessCriterion.terminatedWith(-99))
                .withRewardRange(-100, -1)
                .withTasks(seeds("cliff-walking", 1, task));
    }

    private static InProcessProvider<OpenSpielAction, OpenSpielObservation> open(
            Game game, int agent, OpponentPolicy opponent) {
        game.checkPlayer(agent);
        return InProcessProvider.of(OpenSpielEnvironment.class, () -> new OpenSpielEnvironment(game, agent, opponent));
    }

    private static TaskSet seeds(String prefix, int count, String instruction) {
        return TaskSet.seeds(prefix, 0, count, Task.DEFAULT_SPLIT, instruction);
    }
}
