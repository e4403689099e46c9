package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tool gave: pieces for a model to read, and the same as data for programs.
 *
 * <p>Immutable; everything in it can be held by JSON.
 *
 * <pre>{@code
 * ToolResult.of(5);                                  // text "5", structured {"result": 5}, data 5
 * ToolResult.of(JsonObject.of("x", 1, "y", 2));      // its JSON as text, structured and data the object
 * ToolResult.image(png, "image/png");                // a picture, no data
 * ToolResult.nothing();
 * }</pre>
 */
public final class ToolResult {

    private static final ToolResult NOTHING = new ToolResult(List.of(), null, null, null, false);

    private final List<ToolContent> content;
    private final @Nullable JsonObject structuredContent;
    private final @Nullable Object data;
    private final @Nullable JsonObject meta;
    private final boolean bare;

    private ToolResult(
            List<ToolContent> content,
            @Nullable JsonObject structuredContent,
            @Nullable Object data,
            @Nullable JsonObject meta,
            boolean bare) {
        this.content = List.copyOf(content);
        this.structuredContent = structuredContent;
        this.data = data;
        this.meta = meta;
        this.bare = bare;
    }

    /**
     * No result, of a tool that only has an effect.
     *
     * @return no content and no data
     */
    public static ToolResult nothing() {
        return NOTHING;
    }

    /**
     * A value.
     *
     * @param value what {@link JsonObject} can hold: text, number, truth value, list, map or object; null is
     *     {@link #nothing}
     * @return the value as data; as structured content if it is an object, else wrapped as {@code {"result": value}}; and
     *     as one text, which for a text is the text itself, else its JSON
     * @throws IllegalArgumentException when JSON cannot hold the value
     * @throws dev.openenv.codec.JsonFormatException when the value cannot be written
     */
    public static ToolResult of(@Nullable Object value) {
        if (value == null) {
            return NOTHING;
        }
        var wrapped = JsonObject.of("result", value);
        var held = Objects.requireNonNull(wrapped.get("result"));
        var structured = held instanceof JsonObject object ? object : wrapped;
        return new ToolResult(List.of(new ToolContent.Text(ToolJson.text(wrapped))), structured, held, null, false);
    }

    /**
     * A picture.
     *
     * @param bytes the file
     * @param mimeType such as {@code image/png}
     * @return one piece of content, no data
     */
    public static ToolResult image(byte[] bytes, String mimeType) {
        return content(List.of(new ToolContent.Image(bytes, mimeType)));
    }

    /**
     * Pieces for a model to read.
     *
     * @param content in order
     * @return the pieces, no data
     */
    public static ToolResult content(List<? extends ToolContent> content) {
        return new ToolResult(List.copyOf(content), null, null, null, false);
    }

    /**
     * A value without pieces and wrapping: it stands on the wire as it is. For worlds that answer tool calls in their steps
     * and know nothing of content.
     *
     * @param value what {@link JsonObject} can hold; null for none
     * @return the value as data, and nothing else
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public static ToolResult bare(@Nullable Object value) {
        return new ToolResult(List.of(), null, JsonObject.of("result", value).get("result"), null, true);
    }

    /**
     * Pieces for a model to read.
     *
     * @return in order, may be empty
     */
    public List<ToolContent> content() {
        return content;
    }

    /**
     * The result as an object.
     *
     * @return as {@link ToolDescriptor#outputSchema} describes it; empty when there is none
     */
    public Optional<JsonObject> structuredContent() {
        return Optional.ofNullable(structuredContent);
    }

    /**
     * The result for a program.
     *
     * @return a JSON value as {@link JsonObject#get} gives it; null when there is none
     */
    public @Nullable Object data() {
        return data;
    }

    /**
     * What the tool's side says about the result, for programs only.
     *
     * @return empty when nothing
     */
    public Optional<JsonObject> meta() {
        return Optional.ofNullable(meta);
    }

    /**
     * Whether the result is nothing but a value; see {@link #bare(Object)}.
     *
     * @return true when it was made so
     */
    public boolean isBare() {
        return bare;
    }

    /**
     * The texts among the content.
     *
     * @return joined by line ends; empty when there is none
     */
    public String text() {
        var texts = content.stream()
                .filter(ToolContent.Text.class::isInstance)
                .map(piece -> ((ToolContent.Text) piece).text())
                .toList();
        return String.join("\n", texts);
    }

    /**
     * The same result with other pieces.
     *
     * @param value in order
     * @return a copy
     */
    public ToolResult withContent(List<? extends ToolContent> value) {
        return new ToolResult(List.copyOf(value), structuredContent, data, meta, false);
    }

    /**
     * The same result with other structured content.
     *
     * @param value an object; null for none
     * @return a copy
     */
    public ToolResult withStructuredContent(@Nullable JsonObject value) {
        return new ToolResult(content, value, data, meta, false);
    }

    /**
     * The same result with other data.
     *
     * @param value what {@link JsonObject} can hold; null for none
     * @return a copy
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public ToolResult withData(@Nullable Object value) {
        return new ToolResult(
                content, structuredContent, JsonObject.of("data", value).get("data"), meta, bare);
    }

    /**
     * The same result with something said about it.
     *
     * @param value an object; null for nothing
     * @return a copy
     */
    public ToolResult withMeta(@Nullable JsonObject value) {
        return new ToolResult(content, structuredContent, data, value, bare && value == null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolResult that
                && bare == that.bare
                && content.equals(that.content)
                && Objects.equals(structuredContent, that.structuredContent)
                && Objects.equals(data, that.data)
                && Objects.equals(meta, that.meta);
    }

    @Override
    public int hashCode() {
        return Objects.hash(content, structuredContent, data, meta, bare);
    }

    @Override
    public String toString() {
        return "ToolResult[" + (content.isEmpty() ? String.valueOf(data) : content.toString()) + "]";
    }
}
