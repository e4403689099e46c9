package dev.openenv.server;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message of a client of the Model Context Protocol. Unlike in the dialect, what has no id wants no reply. Immutable.
 *
 * @param kind what it is
 * @param id of a request
 * @param method of a request or notification
 * @param params of a request or notification; empty when there are none
 * @param refusal of what is no message
 */
record McpMessage(Kind kind, @Nullable Object id, String method, JsonObject params, @Nullable McpReply refusal) {

    enum Kind {
        REQUEST,
        NOTIFICATION,
        /** To a request of ours; we make none, so it is for nobody. */
        ANSWER,
        REFUSED
    }

    static McpMessage read(byte[] utf8) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return JsonText.parseLenient(text.toString(), Lenience.LOSSLESS) instanceof JsonObject json
                    ? of(json)
                    : refused(null, McpReply.INVALID_REQUEST, "Invalid request: should be one JSON object");
        } catch (CharacterCodingException e) {
            return refused(null, McpReply.PARSE_ERROR, "Parse error: not UTF-8");
        } catch (JsonFormatException e) {
            return refused(null, McpReply.PARSE_ERROR, "Parse error: " + e.getMessage());
        }
    }

    private static McpMessage of(JsonObject json) {
        var id = json.get("id");
        var known = id instanceof String || id instanceof Long || id instanceof BigInteger ? id : null;
        if (!"2.0".equals(json.get("jsonrpc"))) {
            return refused(known, McpReply.INVALID_REQUEST, "Invalid request: jsonrpc should be '2.0'");
        }
        if (!json.has("method") && (json.has("result") || json.has("error"))) {
            return new McpMessage(Kind.ANSWER, known, "", JsonObject.empty(), null);
        }
        if (!(json.get("method") instanceof String method)) {
            return refused(known, McpReply.INVALID_REQUEST, "Invalid request: method should be a text");
        }
        if (json.has("id") && known == null) {
            return refused(null, McpReply.INVALID_REQUEST, "Invalid request: id should be a text or a whole number");
        }
        var params = json.get("params");
        if (params != null && !(params instanceof JsonObject)) {
            return refused(known, McpReply.INVALID_REQUEST, "Invalid request: params should be an object");
        }
        var given = params instanceof JsonObject object ? object : JsonObject.empty();
        return new McpMessage(known == null ? Kind.NOTIFICATION : Kind.REQUEST, known, method, given, null);
    }

    private static McpMessage refused(@Nullable Object id, int code, String message) {
        var reply = McpReply.error(id, code, message);
        return new McpMessage(Kind.REFUSED, id, "", JsonObject.empty(), reply);
    }

    boolean isRequest(String name) {
        return kind == Kind.REQUEST && method.equals(name);
    }

    /** The refusal of what is no message. */
    McpReply refused() {
        return Objects.requireNonNull(refusal, "this is a message");
    }
}
