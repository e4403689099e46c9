package dev.openenv.environments.openspiel;

import java.util.List;

/**
 * A sequential game at one moment: whose turn it is, what may be done, what each player sees. Chance is a player too,
 * whose actions are the outcomes of the draw, so a program can walk the whole tree of a game.
 *
 * <p>Implementations are immutable: {@link #after} gives a new position and leaves this one as it is.
 *
 * <pre>{@code
 * var position = Game.ticTacToe().start();
 * while (position.player() != Position.OVER) {
 *     position = position.after(position.actions().get(0));
 * }
 * }</pre>
 */
public interface Position {

    /** The number of chance as a player. */
    int CHANCE = -1;

    /** Stands in place of a player when the game is over. */
    int OVER = -4;

    /**
     * Whose turn it is.
     *
     * @return a player from 0, {@link #CHANCE} or {@link #OVER}
     */
    int player();

    /**
     * What may be done now; for chance, the outcomes of the draw.
     *
     * @return ascending and unmodifiable; empty when the game is over
     */
    List<Integer> actions();

    /**
     * How likely chance draws an outcome.
     *
     * @param outcome one of {@link #actions()} in a position of chance
     * @return at least 1; its share of the sum over all outcomes is the probability
     */
    default int weight(int outcome) {
        return 1;
    }

    /**
     * The game after one action.
     *
     * @param action one of {@link #actions()}; anything else is a mistake of the caller, with undefined result
     * @return another position
     */
    Position after(int action);

    /**
     * What the action that led here paid.
     *
     * @param player a player from 0
     * @return the reward of that one action, 0 in a first position
     */
    double reward(int player);

    /**
     * What a player sees, as numbers.
     *
     * @param player a player from 0
     * @return a list whose length is the same in all positions of the game
     */
    List<Double> view(int player);

    /**
     * The position for a person who looks over a player's shoulder.
     *
     * @param player a player from 0
     * @return lines of text without a trailing line break; nothing that is hidden from the player
     */
    String text(int player);
}
