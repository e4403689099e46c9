package dev.openenv.tools;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tools and results as the OpenEnv wire spells them. Reading is lenient: either spelling of a schema's name, absent
 * descriptions, content of unknown kinds, results that are no more than a value.
 */
public final class ToolJson {

    private static final String WRAPPER = "{\"result\":";

    private ToolJson() {}

    /**
     * A tool as the observation of {@link ListTools} spells it.
     *
     * @param tool a descriptor
     * @return exactly name, description and input_schema
     */
    public static JsonObject stepTool(ToolDescriptor tool) {
        return JsonObject.of(
                "name", tool.name(), "description", tool.description(), "input_schema", tool.inputSchema());
    }

    /**
     * A tool as the method {@code tools/list} spells it.
     *
     * @param tool a descriptor
     * @return name, title, description, inputSchema, outputSchema, icons, annotations, meta, execution
     */
    public static JsonObject mcpTool(ToolDescriptor tool) {
        return JsonObject.builder()
                .put("name", tool.name())
                .put("title", null)
                .put("description", tool.description())
                .put("inputSchema", tool.inputSchema())
                .put("outputSchema", tool.outputSchema().orElse(null))
                .put("icons", null)
                .put("annotations", null)
                .put("meta", null)
                .put("execution", null)
                .build();
    }

    /**
     * Reads a tool in either spelling.
     *
     * @param json an object with a name
     * @return the descriptor; what is absent is empty
     */
    public static ToolDescriptor tool(JsonObject json) {
        var input = json.object("input_schema").or(() -> json.object("inputSchema"));
        var output = json.object("output_schema").or(() -> json.object("outputSchema"));
        var tool = ToolDescriptor.of(
                json.string("name").orElse(""),
                json.string("description").orElse(""),
                input.orElseGet(() -> JsonObject.of("type", "object")));
        return output.map(tool::withOutputSchema).orElse(tool);
    }

    /**
     * A result as {@code tools/call} and the step path spell it.
     *
     * @param result what a tool gave
     * @return content, structured_content, meta, data and is_error; of a bare result its value
     */
    public static @Nullable Object result(ToolResult result) {
        if (result.isBare()) {
            return result.data();
        }
        return JsonObject.builder()
                .put("content", result.content().stream().map(ToolJson::piece).toList())
                .put("structured_content", result.structuredContent().orElse(null))
                .put("meta", result.meta().orElse(null))
                .put("data", result.data())
                .put("is_error", false)
                .build();
    }

    /**
     * Reads a result.
     *
     * @param json a JSON value
     * @return the result, bare unless the value is an object with a list {@code content}
     */
    public static ToolResult result(@Nullable Object json) {
        if (!(json instanceof JsonObject object) || object.list("content").isEmpty()) {
            return ToolResult.bare(json);
        }
        var pieces = new ArrayList<ToolContent>();
        for (var item : object.list("content").get()) {
            pieces.add(item instanceof JsonObject piece ? piece(piece) : new ToolContent.Text(shown(item)));
        }
        var structured = object.object("structured_content").or(() -> object.object("structuredContent"));
        return ToolResult.content(pieces)
                .withStructuredContent(structured.orElse(null))
                .withData(object.has("data") ? object.get("data") : structured.orElse(null))
                .withMeta(object.object("meta").or(() -> object.object("_meta")).orElse(null));
    }

    /**
     * A result as code sees it.
     *
     * @param result what a tool gave
     * @return its data; without any, its text; pieces as JSON if there are others than text; null for nothing
     */
    public static @Nullable Object value(ToolResult result) {
        if (result.data() != null || result.content().isEmpty()) {
            return result.data();
        }
        return result.content().stream().allMatch(ToolContent.Text.class::isInstance)
                ? result.text()
                : result.content().stream().map(ToolJson::piece).toList();
    }

    private static JsonObject piece(ToolContent piece) {
        if (piece instanceof ToolContent.Other other) {
            return other.json();
        }
        var json = JsonObject.builder();
        if (piece instanceof ToolContent.Image image) {
            json.put("type", "image")
                    .put("data", Base64.getEncoder().encodeToString(image.bytes()))
                    .put("mimeType", image.mimeType());
        } else if (piece instanceof ToolContent.Text text) {
            json.put("type", "text").put("text", text.text());
        }
        return json.put("annotations", null).put("meta", null).build();
    }

    private static ToolContent piece(JsonObject json) {
        var type = json.string("type").orElse("");
        if (type.equals("text") && json.get("text") instanceof String text) {
            return new ToolContent.Text(text);
        }
        if (type.equals("image") && json.get("data") instanceof String data) {
            try {
                var mimeType = json.string("mimeType").orElse("application/octet-stream");
                return new ToolContent.Image(Base64.getDecoder().decode(data), mimeType);
            } catch (IllegalArgumentException e) {
                return new ToolContent.Other(json);
            }
        }
        return new ToolContent.Other(json);
    }

    /** The member {@code result} of an object of one: a text as it is, anything else as JSON. Refuses unwritable ones. */
    static String text(JsonObject wrapped) {
        var json = JsonText.write(wrapped);
        return wrapped.get("result") instanceof String text
                ? text
                : json.substring(WRAPPER.length(), json.length() - 1);
    }

    /**
     * A value as a text.
     *
     * @param value a JSON value
     * @return a text as it is, anything else as JSON
     */
    public static String shown(@Nullable Object value) {
        return text(JsonObject.of("result", value));
    }

    /** Descriptors of a list; what is no object is left out. */
    static List<ToolDescriptor> tools(List<?> items) {
        return items.stream()
                .map(item -> item instanceof JsonObject object ? tool(object) : null)
                .filter(Objects::nonNull)
                .toList();
    }
}
