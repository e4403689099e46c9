package dev.openenv.server;

import dev.openenv.context.Prompt;
import dev.openenv.context.Resource;
import dev.openenv.context.ResourceContent;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolResult;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the Model Context Protocol spells what worlds offer: what is absent is left out, where the dialect has null. */
final class McpSpelling {

    /** The key of a failed result's {@code _meta} under which the kind of the error stands. */
    static final String ERROR_TYPE = "dev.openenv/error_type";

    private McpSpelling() {}

    static JsonObject tool(ToolDescriptor tool) {
        var json = JsonObject.builder().put("name", tool.name());
        if (!tool.description().isEmpty()) {
            json.put("description", tool.description());
        }
        json.put("inputSchema", tool.inputSchema());
        tool.outputSchema().ifPresent(schema -> json.put("outputSchema", schema));
        return json.build();
    }

    /** {@code output} describes the structured content, where somebody did; it is asked only when the result does not tell. */
    static JsonObject result(ToolResult result, Supplier<Optional<JsonObject>> output) {
        var json = JsonObject.builder();
        var structured = structured(result, output);
        json.put("content", content(result));
        if (structured != null) {
            json.put("structuredContent", structured);
        }
        result.meta().ifPresent(meta -> json.put("_meta", meta));
        return json.put("isError", false).build();
    }

    static JsonObject failed(ToolError error) {
        return JsonObject.of(
                "content",
                List.of(text(error.message())),
                "_meta",
                JsonObject.of(ERROR_TYPE, error.type()),
                "isError",
                true);
    }

    /** Nothing is a value too where one is promised: clients check. */
    private static @Nullable JsonObject structured(ToolResult result, Supplier<Optional<JsonObject>> output) {
        if (result.structuredContent().isPresent()) {
            return result.structuredContent().get();
        }
        if (result.isBare() && result.data() instanceof JsonObject object) {
            return object;
        }
        var wrapped = output.get()
                .flatMap(schema -> schema.object("properties"))
                .filter(fields -> fields.has("result"))
                .isPresent();
        return wrapped ? JsonObject.of("result", result.data()) : null;
    }

    private static List<JsonObject> content(ToolResult result) {
        if (result.isBare()) {
            var data = result.data();
            return data == null ? List.of() : List.of(text(ToolJson.shown(data)));
        }
        var pieces = new ArrayList<JsonObject>();
        result.content().forEach(piece -> pieces.add(piece(piece)));
        return pieces;
    }

    private static JsonObject piece(ToolContent piece) {
        if (piece instanceof ToolContent.Text text) {
            return text(text.text());
        }
        if (piece instanceof ToolContent.Image image) {
            var data = Base64.getEncoder().encodeToString(image.bytes());
            return JsonObject.of("type", "image", "data", data, "mimeType", image.mimeType());
        }
        return withoutNulls(((ToolContent.Other) piece).json());
    }

    private static JsonObject withoutNulls(JsonObject json) {
        var kept = JsonObject.builder();
        json.asMap().forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept.build();
    }

    private static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    static JsonObject resource(Resource resource) {
        var json = JsonObject.builder()
                .put("uri", resource.uri())
                .put("name", resource.name())
                .put("mimeType", resource.mimeType());
        resource.description().ifPresent(description -> json.put("description", description));
        return json.build();
    }

    static JsonObject content(String uri, ResourceContent content) {
        var json = JsonObject.builder().put("uri", uri).put("mimeType", content.mimeType());
        content.text().ifPresent(text -> json.put("text", text));
        content.bytes().ifPresent(bytes -> json.put("blob", Base64.getEncoder().encodeToString(bytes)));
        return json.build();
    }

    static JsonObject prompt(Prompt prompt) {
        var arguments = new ArrayList<JsonObject>();
        prompt.arguments()
                .forEach(one -> arguments.add(JsonObject.of(
                        "name", one.name(), "description", one.description(), "required", one.required())));
        return JsonObject.of("name", prompt.name(), "description", prompt.description(), "arguments", arguments);
    }

    /** What a user would say. */
    static JsonObject said(String text) {
        return JsonObject.of("messages", List.of(JsonObject.of("role", "user", "content", text(text))));
    }
}
