package dev.openenv.json;

import dev.openenv.Action;
import java.util.Objects;

/**
 * An action of a world without types of its own.
 *
 * @param json the action
 */
public record JsonAction(JsonObject json) implements Action {

    /**
     * Checks that there is one.
     *
     * @param json the action
     */
    public JsonAction {
        Objects.requireNonNull(json, "json");
    }
}
