package dev.openenv.environments.openspiel;

import dev.openenv.json.JsonObject;
import java.util.Objects;

/**
 * A game: its name, its players and the position in which it starts. The factories give the six games of OpenEnv's
 * {@code openspiel_env}, with the names and numbers that OpenSpiel gives them.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var env = new OpenSpielEnvironment(Game.ticTacToe(), 0, OpponentPolicy.RANDOM);
 * }</pre>
 *
 * @param name the game's name, for example {@code tic_tac_toe}
 * @param params what differs from the game's usual form, empty for none
 * @param players how many players there are, at least 1
 * @param start the first position
 */
public record Game(String name, JsonObject params, int players, Position start) {

    /**
     * Checks the parts.
     *
     * @param name not null
     * @param params not null
     * @param players at least 1
     * @param start not null
     * @throws IllegalArgumentException when there is no player
     */
    public Game {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(params, "params");
        Objects.requireNonNull(start, "start");
        if (players < 1) {
            throw new IllegalArgumentException("a game has at least 1 player, got " + players);
        }
    }

    /**
     * Catch: a ball starts in the top row of a grid of 10 rows and 5 columns and falls one row per action. Actions 0
     * left, 1 stay, 2 right move the paddle in the lowest row. Pays 1 at the end for a caught ball, else -1.
     *
     * <p>View: 50 numbers row by row, 1 where the ball or the paddle is.
     *
     * @return the game, for one player
     */
    public static Game catchBall() {
        return new Game("catch", JsonObject.empty(), 1, Catch.start());
    }

    /**
     * Tic-tac-toe. Actions are the cells 0 to 8, row by row; player 0 (X) begins. Pays 1 at the end to the winner and -1
     * to the loser.
     *
     * <p>View: 27 numbers, three planes of 9 cells: empty, O, X.
     *
     * @return the game, for two players
     */
    public static Game ticTacToe() {
        return new Game("tic_tac_toe", JsonObject.empty(), 2, TicTacToe.start());
    }

    /**
     * Kuhn poker: one card of three to each player, one chip each in the pot. Actions 0 pass, 1 bet. After pass-pass the
     * higher card wins 1, after bet-bet 2; who passes on a bet loses 1. Pays at the end, from -2 to 2.
     *
     * <p>View: 11 numbers: [0-1] own number, [2-4] own card (jack, queen, king), [5-10] three rounds of (pass, bet).
     *
     * @return the game, for two players
     */
    public static Game kuhnPoker() {
        return new Game("kuhn_poker", JsonObject.empty(), KuhnPoker.PLAYERS, KuhnPoker.start());
    }

    /**
     * Cliff walking as OpenSpiel has it by default: 4 rows, 8 columns, 100 steps, and the cliff ends the game.
     *
     * @return the game, for one player
     * @see #cliffWalking(int, int)
     */
    public static Game cliffWalking() {
        return new Game("cliff_walking", JsonObject.empty(), 1, walk(4, 8, true));
    }

    /**
     * Cliff walking, where the cliff ends the game: from the lower left corner to the lower right corner; the cells
     * between them are the cliff. Actions 0 right, 1 up, 2 left, 3 down; a step against a wall stays in place. Each step
     * pays -1, the one into the cliff -100. Over after 100 steps.
     *
     * <p>View: 400 numbers, the actions so far: 1 at 4 * t + action for the action at time t. The place is not in it.
     *
     * @param rows at least 2
     * @param columns at least 3
     * @return the game, for one player
     * @throws IllegalArgumentException when the grid is too small
     */
    public static Game cliffWalking(int rows, int columns) {
        return new Game("cliff_walking", JsonObject.of("height", rows, "width", columns), 1, walk(rows, columns, true));
    }

    /**
     * Cliff walking as Sutton and Barto have it ("Reinforcement Learning", 2nd edition, example 6.6): 4 rows, 12 columns,
     * and the cliff pays -100 and sends the walker back to the start. Over after 100 steps, so that the view has a length.
     *
     * @return the game, for one player
     * @see #cliffWalking(int, int)
     */
    public static Game cliffWalkingClassic() {
        var params = JsonObject.of("height", 4, "width", 12, "cliff", "restart");
        return new Game("cliff_walking", params, 1, walk(4, 12, false));
    }

    /**
     * 2048 on 4 x 4 cells. Actions 0 up, 1 right, 2 down, 3 left, legal where they change the board. A step pays the sum of
     * the tiles that it makes by merging; then a 2 (probability 0.9) or a 4 appears on an empty cell. Over when 2048 is made
     * or nothing can move.
     *
     * <p>View: 16 numbers row by row, the tiles.
     *
     * @return the game, for one player
     */
    public static Game twentyFortyEight() {
        return new Game("2048", JsonObject.empty(), 1, TwentyFortyEight.start());
    }

    /**
     * Blackjack with one deck. Actions 0 hit, 1 stand. The dealer draws below 17 and stands on every 17, soft or hard; no
     * doubling, splitting or bonus. Pays 1, 0 or -1 at the end.
     *
     * <p>View: 189 numbers: [1] the agent's turn, [2] over, [3-32] ones at 3 to 3 + own total, [33-84] the dealer's visible
     * card, [85-136] own cards, [137-188] the dealer's cards, the hidden one at the end only. A card is 13 * suit + rank
     * (clubs, diamonds, hearts, spades; ace, 2 to 10, jack, queen, king).
     *
     * @return the game, for one player
     */
    public static Game blackjack() {
        return new Game("blackjack", JsonObject.empty(), 1, Blackjack.start());
    }

    int checkPlayer(int player) {
        if (player < 0 || player >= players) {
            throw new IllegalArgumentException(name + " has players 0 to " + (players - 1) + ", got " + player);
        }
        return player;
    }

    private static Position walk(int rows, int columns, boolean fallEnds) {
        return CliffWalking.start(new CliffWalking.Grid(rows, columns, 100, fallEnds));
    }
}
