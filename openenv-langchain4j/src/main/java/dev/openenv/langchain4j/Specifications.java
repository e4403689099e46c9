package dev.openenv.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas of tools as LangChain4j writes them: parameters one by one, each as it stands. */
final class Specifications {

    private Specifications() {}

    static ToolSpecification of(ToolDescriptor tool) {
        var schema = tool.inputSchema();
        var parameters = JsonObjectSchema.builder()
                .addProperties(elements(schema.object("properties").orElse(JsonObject.empty())))
                .required(schema.list("required").orElse(List.of()).stream()
                        .map(String::valueOf)
                        .toList());
        schema.object("$defs").ifPresent(parts -> parameters.definitions(elements(parts)));
        schema.bool("additionalProperties").ifPresent(parameters::additionalProperties);
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .build();
    }

    private static Map<String, JsonSchemaElement> elements(JsonObject schemas) {
        var elements = new LinkedHashMap<String, JsonSchemaElement>();
        schemas.asMap().forEach((name, schema) -> {
            if (schema instanceof JsonObject words) {
                elements.put(name, JsonRawSchema.from(JsonText.write(words)));
            }
        });
        return elements;
    }
}
