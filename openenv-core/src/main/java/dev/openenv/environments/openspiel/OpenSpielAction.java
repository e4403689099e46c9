package dev.openenv.environments.openspiel;

import dev.openenv.Action;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import java.util.Objects;

/**
 * One action in a game.
 *
 * <pre>{@code
 * env.step(OpenSpielAction.of(4));
 * }</pre>
 *
 * @param actionId the number of the action, one of {@link OpenSpielObservation#legalActions()}
 * @param gameName ignored, as the reference ignores it: an environment plays one game
 * @param gameParams ignored likewise
 */
public record OpenSpielAction(
        @Param("number of the action, one of legal_actions") int actionId,
        @Param(value = "ignored: the server plays one game", defaultValue = "\"catch\"") String gameName,
        @Param(value = "ignored: the server plays one game", defaultValue = "{}") JsonObject gameParams)
        implements Action {

    /**
     * Checks that all parts are there.
     *
     * @param actionId the number of the action
     * @param gameName not null
     * @param gameParams not null
     */
    public OpenSpielAction {
        Objects.requireNonNull(gameName, "gameName");
        Objects.requireNonNull(gameParams, "gameParams");
    }

    /**
     * An action by its number.
     *
     * @param actionId one of {@link OpenSpielObservation#legalActions()}
     * @return the action
     */
    public static OpenSpielAction of(int actionId) {
        return new OpenSpielAction(actionId, "catch", JsonObject.empty());
    }
}
