package dev.openenv.environments.echo;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools of {@link Echo}, in the order in which they are listed. */
enum EchoTool {
    ECHO_MESSAGE("echo_message", "Echo back the provided message.") {
        @Override
        Object value(String message) {
            return message;
        }

        @Override
        JsonObject result(String message) {
            var meta = JsonObject.of("fastmcp", JsonObject.of("wrap_result", true));
            return wrap(message, JsonObject.of("result", message), meta, message);
        }
    },

    ECHO_WITH_LENGTH("echo_with_length", "Echo back the message with its length.") {
        @Override
        JsonObject value(String message) {
            return JsonObject.of("message", message, "length", message.codePointCount(0, message.length()));
        }

        @Override
        JsonObject result(String message) {
            var echo = value(message);
            return wrap(echo.toString(), echo, null, echo);
        }
    };

    private static final JsonObject INPUT = JsonObject.builder()
            .put("additionalProperties", false)
            .put(
                    "properties",
                    JsonObject.of(
                            "message", JsonObject.of("type", "string", "description", "The message to echo back")))
            .put("required", List.of("message"))
            .put("type", "object")
            .build();

    private final String toolName;
    private final String description;

    EchoTool(String toolName, String description) {
        this.toolName = toolName;
        this.description = description;
    }

    static Optional<EchoTool> named(String name) {
        return Arrays.stream(values())
                .filter(tool -> tool.toolName.equals(name))
                .findFirst();
    }

    /** What the tool gives for a message. */
    abstract Object value(String message);

    /** The same as a step shows it. */
    abstract JsonObject result(String message);

    JsonObject describe() {
        return JsonObject.of("name", toolName, "description", description, "input_schema", INPUT);
    }

    static ToolSet tools() {
        var tools = ToolSet.builder();
        for (var tool : values()) {
            tools.add(
                    ToolDescriptor.of(tool.toolName, tool.description, INPUT),
                    arguments -> tool.value(arguments.string("message").orElseThrow()));
        }
        return tools.build();
    }

    static JsonObject wrap(String text, JsonObject structured, @Nullable JsonObject meta, Object data) {
        var content = JsonObject.builder()
                .put("type", "text")
                .put("text", text)
                .put("annotations", null)
                .put("meta", null)
                .build();
        return JsonObject.builder()
                .put("content", List.of(content))
                .put("structured_content", structured)
                .put("meta", meta)
                .put("data", data)
                .put("is_error", false)
                .build();
    }
}
