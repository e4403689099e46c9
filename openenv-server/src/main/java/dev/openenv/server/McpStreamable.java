package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Model Context Protocol over Streamable HTTP: {@code POST}, {@code GET} and {@code DELETE} of {@code /mcp}. A session of
 * the protocol is a session of the server, with a world of its own. Safe for many threads.
 */
final class McpStreamable<A extends Action, O extends Observation> {

    static final HttpString SESSION = new HttpString("Mcp-Session-Id");

    private static final HttpString VERSION = new HttpString("MCP-Protocol-Version");
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final Sessions<A, O> sessions;
    private final McpProtocol protocol;
    private final McpStreams streams;
    private final McpTurns<A, O> turns;

    McpStreamable(Sessions<A, O> sessions) {
        this.sessions = sessions;
        protocol = new McpProtocol(sessions.served().spec(), sessions.errors());
        turns = new McpTurns<>(protocol);
        streams = new McpStreams(this::listens);
    }

    /** Whether a request's head says that it is for the protocol, whose clients must accept both, and not for the dialect. */
    static boolean isMeant(HttpServerExchange exchange) {
        if (exchange.getRequestHeaders().contains(SESSION)) {
            return true;
        }
        var accepted = accepted(exchange);
        return accepted.contains(EVENTS) && accepted.contains(JSON);
    }

    /** Whether a body begins a session of the protocol. */
    static boolean isMeant(McpRequest request) {
        return request.refusal() == null
                && request.method().equals(McpProtocol.INITIALIZE)
                && request.params().get("protocolVersion") instanceof String;
    }

    private static String accepted(HttpServerExchange exchange) {
        var given = exchange.getRequestHeaders().get(Headers.ACCEPT);
        return given == null ? "" : String.join(",", given).toLowerCase(Locale.ROOT);
    }

    void post(HttpServerExchange exchange, byte[] body) {
        var accepted = accepted(exchange);
        var json = accepted.isBlank() || accepted.contains(JSON) || accepted.contains("*/*");
        if (!json && !accepted.contains(EVENTS)) {
            refuse(exchange, 406, null, "Not Acceptable: replies are " + JSON + " or " + EVENTS);
            return;
        }
        var message = McpMessage.read(body);
        var answer = new McpAnswer(exchange, !json);
        if (message.refusal() != null) {
            Replies.json(exchange, 400, message.refused().bytes());
        } else if (message.isRequest(McpProtocol.INITIALIZE)) {
            initialize(exchange, message, answer);
        } else if (versionFits(exchange)) {
            inSession(exchange, message, answer);
        }
    }

    private void initialize(HttpServerExchange exchange, McpMessage message, McpAnswer answer) {
        var id = exchange.getRequestHeaders().getFirst(SESSION);
        if (id != null && sessions.find(id) != null) {
            refuse(exchange, 400, message.id(), "Invalid request: this session has begun already");
            return;
        }
        var refusal = McpProtocol.refusal(message);
        if (refusal != null) {
            answer.send(refusal);
            return;
        }
        var session = sessions.create(Lifetime.LASTING);
        if (session == null) {
            answer.send(failed(message, sessions.full()));
            return;
        }
        sessions.open(session, failure -> {
            if (failure != null) {
                answer.send(failed(message, failure));
            } else {
                session.queue().add(turns.begin(session.id(), message, answer.of(session.id())::send));
            }
        });
    }

    private static McpReply failed(McpMessage message, Farewell farewell) {
        var details = farewell.details().isEmpty() ? null : farewell.details();
        return McpReply.error(message.id(), McpReply.SERVER_ERROR, farewell.message(), details);
    }

    private void inSession(HttpServerExchange exchange, McpMessage message, McpAnswer answer) {
        var session = named(exchange, message.id());
        if (session == null) {
            return;
        }
        if (message.kind() != McpMessage.Kind.REQUEST) {
            turns.heard(session.id(), message);
            exchange.setStatusCode(202);
            exchange.endExchange();
        } else if (message.method().equals(McpProtocol.PING)) {
            answer.send(McpProtocol.pong(message));
        } else {
            var turn = turns.begin(session.id(), message, answer::send);
            if (!session.queue().offer(turn)) {
                var text = "Too many calls wait for session " + session.id();
                turn.answer(McpReply.error(message.id(), McpReply.SERVER_ERROR, text));
            }
        }
    }

    /** The stream on which a server may speak first; this one only keeps it open, which tells that the client is there. */
    void listen(HttpServerExchange exchange) throws Exception {
        if (!accepted(exchange).contains(EVENTS) && !accepted(exchange).contains("*/*")) {
            refuse(exchange, 406, null, "Not Acceptable: this is " + EVENTS);
            return;
        }
        if (versionFits(exchange)) {
            var session = named(exchange, null);
            if (session != null) {
                streams.open(exchange, session.id());
            }
        }
    }

    /** Ends a session for its client. */
    void delete(HttpServerExchange exchange) {
        if (!versionFits(exchange)) {
            return;
        }
        var session = named(exchange, null);
        if (session == null) {
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> end(exchange, session));
    }

    private void end(HttpServerExchange exchange, Session<A, O> session) {
        var outcome = session.close(() -> {
            streams.end(session.id());
            exchange.setStatusCode(204);
            exchange.endExchange();
        });
        switch (outcome) {
            case DONE -> {}
            case PUT_OFF -> {
                exchange.setStatusCode(202);
                exchange.endExchange();
            }
            case TAKEN -> refuse(exchange, 405, null, "The session ends with the socket that made it");
            case UNKNOWN -> refuse(exchange, 404, null, "Session not found");
        }
    }

    /** The session of a request; null when the request is answered, as there is none. */
    private @Nullable Session<A, O> named(HttpServerExchange exchange, @Nullable Object id) {
        var name = exchange.getRequestHeaders().getFirst(SESSION);
        if (name == null) {
            refuse(exchange, 400, id, "Bad Request: " + SESSION + " is required; 'initialize' gives one");
            return null;
        }
        var session = sessions.find(name);
        if (session == null) {
            refuse(exchange, 404, id, "Session not found");
        }
        return session;
    }

    private static boolean versionFits(HttpServerExchange exchange) {
        var version = exchange.getRequestHeaders().getFirst(VERSION);
        if (version == null || McpProtocol.VERSIONS.contains(version)) {
            return true;
        }
        refuse(
                exchange,
                400,
                null,
                "Bad Request: unknown " + VERSION + "; spoken are " + String.join(", ", McpProtocol.VERSIONS));
        return false;
    }

    private static void refuse(HttpServerExchange exchange, int status, @Nullable Object id, String message) {
        var reply = McpReply.error(id, McpReply.INVALID_REQUEST, message);
        Replies.json(exchange, status, reply.bytes());
    }

    /** Whether a session is still there; notes that its client is. */
    private boolean listens(String id) {
        var session = sessions.find(id);
        if (session != null) {
            session.listened();
        }
        return session != null;
    }

    /** Looks after the open streams; called about once a second. */
    void watch() {
        streams.watch();
    }

    void stop() {
        streams.stop();
    }
}
