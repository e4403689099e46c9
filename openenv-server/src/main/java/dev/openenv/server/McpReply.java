package dev.openenv.server;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One reply of the dialect of {@code /mcp}: a result or an error, never both keys. What cannot be written becomes an error
 * that can. Immutable.
 */
final class McpReply {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int SERVER_ERROR = -32000;

    private final @Nullable Object id;
    private final JsonObject json;

    private McpReply(@Nullable Object id, String key, @Nullable Object value) {
        this.id = id;
        this.json = JsonObject.of("jsonrpc", "2.0", "id", id, key, value);
    }

    static McpReply result(@Nullable Object id, @Nullable Object result) {
        return new McpReply(id, "result", result);
    }

    static McpReply error(@Nullable Object id, int code, String message) {
        return error(id, code, message, null);
    }

    static McpReply error(@Nullable Object id, int code, String message, @Nullable JsonObject data) {
        var error = JsonObject.of("code", code, "message", WellFormed.text(message), "data", data);
        return new McpReply(id, "error", error);
    }

    static McpReply sessionCreated(@Nullable Object id, String session) {
        return result(id, JsonObject.of("session_id", session));
    }

    static McpReply sessionClosed(@Nullable Object id, String session) {
        return result(id, JsonObject.of("session_id", session, "closed", true));
    }

    /** The session ends when its socket leaves. */
    static McpReply sessionClosing(@Nullable Object id, String session) {
        return result(id, JsonObject.of("session_id", session, "closed", false, "closing", true));
    }

    static McpReply sessionIdRequired(@Nullable Object id) {
        return error(id, INVALID_PARAMS, "Invalid params - 'session_id' is required");
    }

    static McpReply unknownSession(@Nullable Object id, String session) {
        return error(id, INVALID_PARAMS, "Unknown session_id: " + session);
    }

    /** A socket's session ends with its socket. */
    static McpReply ownSession(@Nullable Object id) {
        return error(id, INVALID_REQUEST, "Cannot close active WebSocket-managed session via MCP method");
    }

    static McpReply atCapacity(@Nullable Object id, int active, int most) {
        return error(
                id,
                SERVER_ERROR,
                "Server at capacity: " + active + "/" + most + " sessions active. Cannot accept new connections.",
                JsonObject.of("active_sessions", active, "max_sessions", most));
    }

    static McpReply factoryFailed(@Nullable Object id, String factory) {
        return error(
                id,
                SERVER_ERROR,
                "Environment factory '" + factory + "' failed to create instance.",
                JsonObject.of("factory_name", factory));
    }

    JsonObject json() {
        return json;
    }

    /** UTF-8 of the reply, for {@code POST /mcp} and {@code WS /mcp}. */
    byte[] bytes() {
        try {
            return JsonText.bytes(json);
        } catch (JsonFormatException e) {
            return JsonText.bytes(unwritable(e));
        }
    }

    /** UTF-8 of the frame that carries the reply on {@code /ws}. */
    byte[] inFrame() {
        try {
            return JsonText.bytes(JsonObject.of("type", "mcp", "data", json));
        } catch (JsonFormatException e) {
            return JsonText.bytes(JsonObject.of("type", "mcp", "data", unwritable(e)));
        }
    }

    private JsonObject unwritable(JsonFormatException e) {
        return error(id, INTERNAL_ERROR, "The result " + e.getMessage()).json();
    }
}
