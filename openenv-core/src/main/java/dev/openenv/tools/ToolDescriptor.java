package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of a tool: its name, what it does, what it takes and what it gives.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var add = ToolDescriptor.of("add", "Add two numbers.", JsonText.parse("""
 *         {"type": "object", "required": ["a", "b"], "additionalProperties": false,
 *          "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}"""));
 * }</pre>
 */
public final class ToolDescriptor {

    private static final JsonObject NO_ARGUMENTS =
            JsonObject.of("type", "object", "properties", JsonObject.empty(), "additionalProperties", false);

    private final String name;
    private final String description;
    private final JsonObject inputSchema;
    private final @Nullable JsonObject outputSchema;

    private ToolDescriptor(String name, String description, JsonObject inputSchema, @Nullable JsonObject outputSchema) {
        this.name = Objects.requireNonNull(name, "name");
        this.description = Objects.requireNonNull(description, "description");
        this.inputSchema = Objects.requireNonNull(inputSchema, "inputSchema");
        this.outputSchema = outputSchema;
    }

    /**
     * A tool that takes arguments.
     *
     * @param name what it is called by
     * @param description what it does, a sentence or two; empty when nobody said
     * @param inputSchema a JSON Schema of the object of its arguments
     * @return the descriptor
     */
    public static ToolDescriptor of(String name, String description, JsonObject inputSchema) {
        return new ToolDescriptor(name, description, inputSchema, null);
    }

    /**
     * A tool that takes no arguments.
     *
     * @param name what it is called by
     * @param description what it does, a sentence or two; empty when nobody said
     * @return the descriptor
     */
    public static ToolDescriptor of(String name, String description) {
        return of(name, description, NO_ARGUMENTS);
    }

    /**
     * What it is called by.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it does.
     *
     * @return a sentence or two; empty when nobody said
     */
    public String description() {
        return description;
    }

    /**
     * What it takes.
     *
     * @return a JSON Schema of the object of its arguments
     */
    public JsonObject inputSchema() {
        return inputSchema;
    }

    /**
     * What it gives.
     *
     * @return a JSON Schema of {@link ToolResult#structuredContent}; empty when nobody said
     */
    public Optional<JsonObject> outputSchema() {
        return Optional.ofNullable(outputSchema);
    }

    /**
     * The same tool by another name.
     *
     * @param value the name
     * @return a copy
     */
    public ToolDescriptor withName(String value) {
        return new ToolDescriptor(value, description, inputSchema, outputSchema);
    }

    /**
     * The same tool with another description.
     *
     * @param value a sentence or two
     * @return a copy
     */
    public ToolDescriptor withDescription(String value) {
        return new ToolDescriptor(name, value, inputSchema, outputSchema);
    }

    /**
     * The same tool with another input.
     *
     * @param value a JSON Schema of the object of its arguments
     * @return a copy
     */
    public ToolDescriptor withInputSchema(JsonObject value) {
        return new ToolDescriptor(name, description, value, outputSchema);
    }

    /**
     * The same tool with a described output.
     *
     * @param value a JSON Schema of an object; see {@link ToolResult#structuredContent}
     * @return a copy
     */
    public ToolDescriptor withOutputSchema(JsonObject value) {
        return new ToolDescriptor(name, description, inputSchema, Objects.requireNonNull(value, "outputSchema"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolDescriptor that
                && name.equals(that.name)
                && description.equals(that.description)
                && inputSchema.equals(that.inputSchema)
                && Objects.equals(outputSchema, that.outputSchema);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, description, inputSchema, outputSchema);
    }

    @Override
    public String toString() {
        return "ToolDescriptor[" + name + ", " + inputSchema + "]";
    }
}
