package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The methods of {@code /mcp} that are about sessions. Safe for many threads. */
final class McpSessions<A extends Action, O extends Observation> {

    private final Sessions<A, O> sessions;
    private final McpDialect dialect;

    McpSessions(Sessions<A, O> sessions, McpDialect dialect) {
        this.sessions = sessions;
        this.dialect = dialect;
    }

    /** The reply to a request on a socket, in the turn of its session, which every request is for. Does not throw. */
    McpReply onSocket(Session<A, O> own, McpWorld world, McpRequest request) {
        if (request.refusal() != null || !McpDialect.aboutSessions(request)) {
            return dialect.answer(request, world, "session " + own.id());
        }
        if (request.method().equals(McpDialect.CREATE)) {
            return McpReply.sessionCreated(request.id(), own.id());
        }
        var named = named(request);
        if (named == null) {
            return McpReply.sessionIdRequired(request.id());
        }
        if (named.equals(own.id())) {
            return McpReply.ownSession(request.id());
        }
        return closed(request, named, sessions.close(named, () -> {}));
    }

    /** Makes a session that needs no socket; {@code reply} hears when its world is there. */
    void create(McpRequest request, Consumer<McpReply> reply) {
        var session = sessions.create(Lifetime.LASTING);
        if (session == null) {
            reply.accept(failed(request, sessions.full()));
            return;
        }
        sessions.open(
                session,
                failure -> reply.accept(
                        failure == null
                                ? McpReply.sessionCreated(request.id(), session.id())
                                : failed(request, failure)));
    }

    /** Ends a session; {@code reply} hears when its slot is free. */
    void close(McpRequest request, Consumer<McpReply> reply) {
        var named = named(request);
        if (named == null) {
            reply.accept(McpReply.sessionIdRequired(request.id()));
            return;
        }
        var outcome =
                sessions.close(named, () -> reply.accept(McpReply.sessionClosed(request.id(), WellFormed.text(named))));
        if (outcome != Session.Outcome.DONE) {
            reply.accept(closed(request, named, outcome));
        }
    }

    private static McpReply closed(McpRequest request, String named, Session.Outcome outcome) {
        return switch (outcome) {
            case DONE -> McpReply.sessionClosed(request.id(), named);
            case PUT_OFF -> McpReply.sessionClosing(request.id(), named);
            case TAKEN -> McpReply.ownSession(request.id());
            case UNKNOWN -> McpReply.unknownSession(request.id(), named);
        };
    }

    private static McpReply failed(McpRequest request, Farewell farewell) {
        return McpReply.error(request.id(), McpReply.SERVER_ERROR, farewell.message(), farewell.details());
    }

    /** What {@code session_id} says, whatever its type; null for nothing. */
    static @Nullable String named(McpRequest request) {
        var id = request.session();
        return id == null || id.equals("") || (id instanceof JsonObject object && object.isEmpty())
                ? null
                : PythonText.plain(id);
    }
}
