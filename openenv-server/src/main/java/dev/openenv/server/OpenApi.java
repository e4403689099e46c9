package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /openapi.json}: the routes that are there, in the words of OpenAPI 3.1. */
final class OpenApi {

    private static final Set<String> HIDDEN = Set.of("/", "/web", "/web/", "/docs", "/redoc", "/openapi.json");

    private static final Map<String, Operation> OPERATIONS = new TreeMap<>();

    /** {@code body} names a component; empty for none. */
    private record Operation(String method, String tag, String summary, String body) {}

    static {
        add("/health", "get", "Information", "Whether the server answers", "");
        add("/metadata", "get", "Information", "What the environment is", "");
        add("/schema", "get", "Information", "Schemas of action, observation and state", "");
        add("/reset", "post", "Control", "Start an episode in a world of its own", "ResetRequest");
        add("/step", "post", "Control", "Take one step in a world of its own", "StepRequest");
        add("/state", "get", "Control", "The state of a new world", "");
        add("/mcp", "post", "Tools", "JSON-RPC: list and call tools, open and close sessions", "McpRequest");
        add("/list_environments", "get", "Task API", "The names of the environments", "");
        add("/{env_name}/splits", "get", "Task API", "The splits of an environment's tasks", "");
        add("/{env_name}/tasks", "post", "Task API", "The tasks of a split", "SplitRequest");
        add("/{env_name}/num_tasks", "post", "Task API", "How many tasks a split has", "SplitRequest");
        add("/{env_name}/task", "post", "Task API", "One task", "TaskRequest");
        add("/{env_name}/task_range", "post", "Task API", "Some tasks of a split", "TaskRangeRequest");
        add("/web/metadata", "get", "Playground", "What the environment is", "");
        add("/web/reset", "post", "Playground", "Start an episode in the shared world", "ResetRequest");
        add("/web/step", "post", "Playground", "Take one step in the shared world", "StepRequest");
        add("/web/state", "get", "Playground", "The state of the shared world", "");
    }

    private OpenApi() {}

    private static void add(String path, String method, String tag, String summary, String body) {
        OPERATIONS.put(path, new Operation(method, tag, summary, body));
    }

    static JsonObject of(EnvironmentSpec spec, SortedSet<String> routes) {
        var paths = JsonObject.builder();
        for (var path : routes) {
            if (!HIDDEN.contains(path)) {
                var operation = OPERATIONS.getOrDefault(path, new Operation("get", "More", path, ""));
                paths.put(path, JsonObject.of(operation.method(), describe(path, operation)));
            }
        }
        var info =
                JsonObject.of("title", "OpenEnv Environment HTTP API", "description", about(spec), "version", "1.0.0");
        return JsonObject.builder()
                .put("openapi", "3.1.0")
                .put("info", info)
                .put("paths", paths.build())
                .put("components", JsonObject.of("schemas", components(spec)))
                .build();
    }

    private static String about(EnvironmentSpec spec) {
        var text = spec.description();
        return spec.title().orElse(spec.name()) + " " + spec.version() + (text.isEmpty() ? "" : ". " + text)
                + "\n\nEpisodes are played over the WebSocket at /ws; plain calls keep no state between them.";
    }

    private static JsonObject describe(String path, Operation operation) {
        var words = JsonObject.builder()
                .put("tags", List.of(operation.tag()))
                .put("summary", operation.summary())
                .put("operationId", operation.method() + path.replaceAll("[^a-z]+", "_"));
        if (path.contains("{env_name}")) {
            var name = JsonObject.builder()
                    .put("name", "env_name")
                    .put("in", "path")
                    .put("required", true)
                    .put("schema", JsonObject.of("type", "string"))
                    .build();
            words.put("parameters", List.of(name));
        }
        var responses = JsonObject.builder().put("200", JsonObject.of("description", "Done"));
        if (!operation.body().isEmpty()) {
            var content = json(JsonObject.of("$ref", "#/components/schemas/" + operation.body()));
            var optional = operation.body().equals("ResetRequest");
            words.put("requestBody", JsonObject.of("required", !optional, "content", content));
            var problem = json(JsonObject.of("$ref", "#/components/schemas/HTTPValidationError"));
            responses.put("422", JsonObject.of("description", "The body is wrong", "content", problem));
        }
        return words.put("responses", responses.build()).build();
    }

    private static JsonObject json(JsonObject schema) {
        return JsonObject.of("application/json", JsonObject.of("schema", schema));
    }

    private static JsonObject components(EnvironmentSpec spec) {
        var schemas = WireSchema.of(spec);
        var definitions = new TreeMap<String, @Nullable Object>();
        var action = moved(schemas.object("action").orElseThrow(), definitions);
        var observation = moved(schemas.object("observation").orElseThrow(), definitions);
        var text = JsonObject.of("type", "string");
        var whole = JsonObject.of("type", "integer");
        definitions.put("Action", action);
        definitions.put("Observation", observation);
        definitions.put(
                "ResetRequest",
                object(
                        List.of(),
                        true,
                        JsonObject.of(
                                "seed", JsonObject.of("type", List.of("integer", "null"), "minimum", 0),
                                "episode_id", JsonObject.of("type", List.of("string", "null"), "maxLength", 255))));
        definitions.put(
                "StepRequest",
                object(
                        List.of("action"),
                        true,
                        JsonObject.of(
                                "action", JsonObject.of("$ref", "#/components/schemas/Action"),
                                "timeout_s", JsonObject.of("type", List.of("number", "null"), "exclusiveMinimum", 0),
                                "request_id", JsonObject.of("type", List.of("string", "null"), "maxLength", 255))));
        definitions.put("SplitRequest", object(List.of("split"), false, JsonObject.of("split", text)));
        definitions.put(
                "TaskRequest", object(List.of("split", "index"), false, JsonObject.of("split", text, "index", whole)));
        var place = JsonObject.of("type", List.of("integer", "null"));
        definitions.put(
                "TaskRangeRequest",
                object(List.of("split"), false, JsonObject.of("split", text, "start", place, "stop", place)));
        definitions.put(
                "McpRequest",
                object(
                        List.of("jsonrpc", "method"),
                        false,
                        JsonObject.builder()
                                .put("jsonrpc", JsonObject.of("const", "2.0"))
                                .put("method", text)
                                .put("params", JsonObject.of("type", "object"))
                                .put("id", JsonObject.of("type", List.of("string", "integer", "null")))
                                .build()));
        definitions.put(
                "HTTPValidationError",
                object(
                        List.of(),
                        true,
                        JsonObject.of(
                                "detail", JsonObject.of("type", "array", "items", JsonObject.of("type", "object")))));
        return JsonObject.copyOf(definitions);
    }

    private static JsonObject object(List<String> required, boolean open, JsonObject properties) {
        var schema = JsonObject.builder().put("additionalProperties", open).put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema.put("type", "object").build();
    }

    /** Definitions of a schema become components, and the references to them follow. */
    private static JsonObject moved(JsonObject schema, Map<String, @Nullable Object> definitions) {
        schema.object("$defs")
                .ifPresent(own -> own.asMap().forEach((name, value) -> definitions.putIfAbsent(name, pointed(value))));
        return (JsonObject) Objects.requireNonNull(pointed(schema.without("$defs")));
    }

    private static @Nullable Object pointed(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            var copy = JsonObject.builder();
            object.asMap()
                    .forEach((name, member) -> copy.put(
                            name,
                            name.equals("$ref") && member instanceof String reference
                                    ? reference.replace("#/$defs/", "#/components/schemas/")
                                    : pointed(member)));
            return copy.build();
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(member -> copy.add(pointed(member)));
            return copy;
        }
        return value;
    }
}
