package dev.openenv.json;

import dev.openenv.Observation;
import java.util.Objects;

/**
 * An observation of a world without types of its own.
 *
 * @param json the observation
 */
public record JsonObservation(JsonObject json) implements Observation {

    /**
     * Checks that there is one.
     *
     * @param json the observation
     */
    public JsonObservation {
        Objects.requireNonNull(json, "json");
    }
}
