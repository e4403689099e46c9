package dev.openenv.server;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message of the dialect of {@code /mcp}: a request, or the finished refusal of what is none. Immutable.
 *
 * <p>{@code refusal()} is null for a request; only then do the other parts mean something.
 */
record McpRequest(@Nullable Object id, String method, JsonObject params, @Nullable McpReply refusal) {

    private static final Set<String> KEYS = Set.of("jsonrpc", "method", "params", "id");

    /** The body of {@code POST /mcp}; its content type does not matter. */
    static McpRequest overHttp(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            if (JsonText.parseLenient(text.toString(), Lenience.LOSSLESS) instanceof JsonObject json) {
                return of(json);
            }
        } catch (CharacterCodingException | JsonFormatException e) {
            return refused(null, McpReply.PARSE_ERROR, "Parse error");
        }
        return refused(null, McpReply.PARSE_ERROR, "Parse error");
    }

    /** A message of {@code WS /mcp}; null for a binary one. */
    static McpRequest onSocket(@Nullable String text) {
        if (text == null) {
            return refused(null, McpReply.INVALID_REQUEST, "Invalid request: binary messages are not understood");
        }
        try {
            return JsonText.parseLenient(text, Lenience.LOSSLESS) instanceof JsonObject json
                    ? of(json)
                    : refused(null, McpReply.INVALID_REQUEST, "Invalid request: not a JSON object");
        } catch (JsonFormatException e) {
            return refused(null, McpReply.PARSE_ERROR, "Parse error: " + e.getMessage());
        }
    }

    /** A message that was read already, such as the {@code data} of a frame of {@code /ws}. */
    static McpRequest of(JsonObject json) {
        var problems = new ArrayList<String>();
        var id = id(json, problems);
        var version = json.get("jsonrpc");
        if (!"2.0".equals(version)) {
            problems.add("jsonrpc: should be '2.0'" + got(json, "jsonrpc"));
        }
        if (!(json.get("method") instanceof String)) {
            problems.add("method: should be a text" + got(json, "method"));
        }
        if (json.has("params") && !(json.get("params") instanceof JsonObject)) {
            problems.add("params: should be an object" + got(json, "params"));
        }
        json.names().stream()
                .filter(name -> !KEYS.contains(name))
                .forEach(name -> problems.add(shortened(name) + ": is no key of a request"));
        if (!problems.isEmpty()) {
            return refused(id, McpReply.INVALID_REQUEST, "Invalid request: " + String.join("; ", problems));
        }
        var params = json.object("params").orElse(JsonObject.empty());
        return new McpRequest(id, json.string("method").orElse(""), params, null);
    }

    /** The session that the request names: any JSON value, null for none. */
    @Nullable
    Object session() {
        return params.get("session_id");
    }

    private static McpRequest refused(@Nullable Object id, int code, String message) {
        return new McpRequest(null, "", JsonObject.empty(), McpReply.error(id, code, message));
    }

    /** A text or a whole number; {@code 1.0} and true are 1. */
    private static @Nullable Object id(JsonObject json, ArrayList<String> problems) {
        var id = json.get("id");
        if (id == null || id instanceof String || id instanceof Long || id instanceof BigInteger) {
            return id;
        }
        var whole = id instanceof Boolean || id instanceof Double ? LaxValue.integer(id) : null;
        if (whole == null) {
            problems.add("id: should be a text or a whole number" + got(json, "id"));
        }
        return whole;
    }

    private static String got(JsonObject json, String name) {
        return json.has(name) ? ", not " + shortened(PythonText.quoted(json.get(name))) : ", and is missing";
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "...";
    }

    /** The refusal of what is no request. */
    McpReply refused() {
        return Objects.requireNonNull(refusal, "this is a request");
    }
}
