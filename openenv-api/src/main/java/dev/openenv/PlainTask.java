package dev.openenv;

import dev.openenv.json.JsonObject;
import java.util.Objects;

/** The task that the factories of {@link Task} make. */
record PlainTask(String id, String split, String instruction, JsonObject inputs) implements Task {

    PlainTask {
        if (id.isBlank() || split.isBlank()) {
            throw new IllegalArgumentException(
                    "task id and split must not be blank, got '" + id + "', '" + split + "'");
        }
        Objects.requireNonNull(instruction, "instruction");
        Objects.requireNonNull(inputs, "inputs");
    }
}
