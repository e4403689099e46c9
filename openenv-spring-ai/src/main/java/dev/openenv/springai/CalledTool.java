package dev.openenv.springai;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import java.util.function.BiFunction;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool of an environment, as Spring AI calls it. */
final class CalledTool implements ToolCallback {

    private final ToolDefinition definition;
    private final BiFunction<String, JsonObject, String> call;

    CalledTool(ToolDescriptor tool, BiFunction<String, JsonObject, String> call) {
        definition = ToolDefinition.builder()
                .name(tool.name())
                .description(tool.description().isEmpty() ? tool.name() : tool.description())
                .inputSchema(JsonText.write(tool.inputSchema()))
                .build();
        this.call = call;
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return definition;
    }

    @Override
    public String call(String input) {
        JsonObject arguments;
        try {
            arguments = input.isBlank() ? JsonObject.empty() : JsonText.parse(input);
        } catch (JsonFormatException e) {
            return "Error: invalid_args: the arguments of '" + definition.name() + "' are no JSON object: "
                    + e.getMessage();
        }
        return call.apply(definition.name(), arguments);
    }
}
