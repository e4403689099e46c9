package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Objects;

/**
 * An episode has begun and its tools can be called.
 *
 * <p>Immutable.
 */
public final class ToolsReady implements ToolObservation {

    private static final ToolsReady NOTHING = new ToolsReady(JsonObject.empty());

    private final JsonObject fields;

    private ToolsReady(JsonObject fields) {
        this.fields = Objects.requireNonNull(fields, "fields");
    }

    /**
     * Nothing more to say.
     *
     * @return the observation without fields
     */
    public static ToolsReady of() {
        return NOTHING;
    }

    /**
     * With what the agent should know.
     *
     * @param fields by name, but not {@code tools} and {@code tool_name}
     * @return the observation
     * @throws IllegalArgumentException for those names, which belong to other observations
     */
    public static ToolsReady of(JsonObject fields) {
        if (fields.has("tools") || fields.has("tool_name")) {
            throw new IllegalArgumentException("the fields tools and tool_name belong to other observations");
        }
        return new ToolsReady(fields);
    }

    /**
     * What the agent should know.
     *
     * @return fields by name, may be empty
     */
    public JsonObject fields() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolsReady that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "ToolsReady" + fields;
    }
}
