package dev.openenv.environments.openspiel;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the agent's player sees of a game. Immutable.
 *
 * @param infoState the game as numbers; {@link Game} says what they mean in each game
 * @param legalActions what the agent may do now, ascending; empty when the game is over
 * @param gamePhase {@link #INITIAL} before anybody moved, {@link #TERMINAL} when the game is over, else {@link #PLAYING}
 * @param currentPlayerId the agent's number, or {@link Position#OVER} when the game is over
 * @param opponentLastAction what the opponent did last in this episode; null when there was no such action
 */
public record OpenSpielObservation(
        @Param("the game as numbers") List<Double> infoState,
        @Param("what the agent may do now; empty when the game is over") List<Integer> legalActions,
        @Param("initial, playing or terminal") String gamePhase,
        @Param("the agent's number, -4 when the game is over") int currentPlayerId,
        @Param("the opponent's last action, if any") @Nullable Integer opponentLastAction)
        implements Observation {

    /** The phase of a first observation before which nobody moved. */
    public static final String INITIAL = "initial";

    /** The phase of a game that goes on. */
    public static final String PLAYING = "playing";

    /** The phase of a game that is over. */
    public static final String TERMINAL = "terminal";

    /**
     * Copies the lists.
     *
     * @param infoState the game as numbers
     * @param legalActions ascending
     * @param gamePhase not null
     * @param currentPlayerId the agent's number or {@link Position#OVER}
     * @param opponentLastAction null when there was none
     */
    public OpenSpielObservation {
        infoState = List.copyOf(infoState);
        legalActions = List.copyOf(legalActions);
        Objects.requireNonNull(gamePhase, "gamePhase");
    }
}
