package dev.openenv.environments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;

/** Recorded frames of a reference environment. */
public final class Golden {

    private Golden() {}

    /** The frames in a resource beside a class, in order. */
    public static List<JsonObject> frames(Class<?> beside, String resource) throws IOException {
        try (var stream = Objects.requireNonNull(beside.getResourceAsStream(resource), resource)) {
            var read = new ObjectMapper().readValue(stream, new TypeReference<LinkedHashMap<String, Object>>() {});
            var frames = JsonObject.copyOf(read).list("frames").orElseThrow();
            return frames.stream().map(JsonObject.class::cast).toList();
        }
    }
}
