package dev.openenv.tools;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link CallTool}: a result or an error, never both. A failing tool does not end the episode.
 *
 * <p>Immutable.
 */
public final class ToolReply implements ToolObservation {

    private final String toolName;
    private final @Nullable ToolResult result;
    private final @Nullable ToolError error;

    private ToolReply(String toolName, @Nullable ToolResult result, @Nullable ToolError error) {
        this.toolName = Objects.requireNonNull(toolName, "toolName");
        this.result = result;
        this.error = error;
    }

    /**
     * The tool gave something.
     *
     * @param toolName the tool
     * @param result what it gave
     * @return the observation
     */
    public static ToolReply of(String toolName, ToolResult result) {
        return new ToolReply(toolName, Objects.requireNonNull(result, "result"), null);
    }

    /**
     * The call failed.
     *
     * @param toolName what was called
     * @param error why
     * @return the observation
     */
    public static ToolReply failed(String toolName, ToolError error) {
        return new ToolReply(toolName, null, Objects.requireNonNull(error, "error"));
    }

    /**
     * The tool.
     *
     * @return its name, as it was called
     */
    public String toolName() {
        return toolName;
    }

    /**
     * What the tool gave.
     *
     * @return empty when the call failed
     */
    public Optional<ToolResult> result() {
        return Optional.ofNullable(result);
    }

    /**
     * Why the call failed.
     *
     * @return empty when it did not
     */
    public Optional<ToolError> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolReply that
                && toolName.equals(that.toolName)
                && Objects.equals(result, that.result)
                && Objects.equals(error, that.error);
    }

    @Override
    public int hashCode() {
        return Objects.hash(toolName, result, error);
    }

    @Override
    public String toString() {
        return "ToolReply[" + toolName + ", " + (error == null ? result : error) + "]";
    }
}
