package dev.openenv.server;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the reference answers about tools into what this server answers, for each difference that is wanted: words of
 * the Python libraries, what FastMCP notes about results and tools (older releases do not), and error types that the
 * reference guesses from words (checks 78, 86, 102 of the wire's conformance list).
 */
final class ToolDeviations {

    private static final Map<String, String> WORDS = Map.of(
            "1 validation error for call[add]\nb\n",
            "Invalid arguments for tool 'add': /b: missing, expected an integer",
            "1 validation error for call[add]\na\n",
            "Invalid arguments for tool 'add': /a: expected an integer, got 'two'",
            "1 validation error for call[add]\nc\n",
            "Invalid arguments for tool 'add': /c: expected no argument of this name, got 4",
            "1 validation error for CallToolRequestParams\narguments\n",
            "Invalid params: 'arguments' of tool 'add' should be an object",
            "1 validation error for CallToolRequestParams\nname\n",
            "Invalid params: 'name' should be a text, not 5");

    /** The real cause, where the reference guesses from words. */
    private static final Map<String, String> TYPES = Map.of(
            "Error calling tool 'fail': invalid thing", "execution_error",
            "Error calling tool 'fail': file not found", "execution_error",
            "Invalid arguments for tool 'add': /a: expected an integer, got 'two'", "invalid_args");

    private ToolDeviations() {}

    /** A recorded value as we want it. */
    static @Nullable Object wanted(@Nullable Object recorded) {
        if (recorded instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(item -> copy.add(wanted(item)));
            return copy;
        }
        if (!(recorded instanceof JsonObject object)) {
            return recorded;
        }
        var copy = JsonObject.builder();
        object.asMap().forEach((name, value) -> copy.put(name, name.equals("meta") ? null : wanted(value)));
        if (object.get("message") instanceof String message) {
            var words = words(message);
            copy.put("message", words);
            if (object.has("error_type")) {
                copy.put(
                        "error_type",
                        TYPES.getOrDefault(words, object.string("error_type").orElseThrow()));
            }
        }
        return copy.build();
    }

    /** A recorded reply of the dialect to a request, as we want it. */
    static JsonObject reply(JsonObject recorded, @Nullable Object request) {
        var wanted = (JsonObject) wanted(recorded);
        if (code(wanted) != McpReply.INVALID_REQUEST || !(request instanceof JsonObject asked)) {
            return wanted;
        }
        var id = asked.get("id");
        return id instanceof String || id instanceof Long ? wanted.with("id", id) : wanted;
    }

    /** A reply without the words that nobody compares. */
    static JsonObject comparable(JsonObject reply) {
        var code = code(reply);
        if (code != McpReply.INVALID_REQUEST && code != McpReply.PARSE_ERROR) {
            return reply;
        }
        var error = reply.object("error").orElseThrow();
        var message = error.string("message").orElseThrow();
        var start = code == McpReply.PARSE_ERROR ? "Parse error" : "Invalid request: ";
        return reply.with("error", error.with("message", message.startsWith(start) ? start : message));
    }

    private static long code(JsonObject reply) {
        return reply.object("error")
                .map(error -> error.integer("code").orElse(0))
                .orElse(0L);
    }

    private static String words(String message) {
        return WORDS.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(message);
    }
}
