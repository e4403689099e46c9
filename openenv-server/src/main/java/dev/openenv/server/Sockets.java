package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sockets of an environment: gives each a session, watches and ends them. Safe for many threads. */
final class Sockets<A extends Action, O extends Observation> {

    /** The subprotocol by which a client asks for sessions that outlive their sockets, and for numbered steps. */
    static final String RESUME = "openenv.resume.v1";

    /** When a handshake came, in the order of handshakes: a client's later one must not lose to its earlier one. */
    static final AttachmentKey<Long> ORDER = AttachmentKey.create(Long.class);

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    /** How long a refused client gets to read why. */
    private static final int REFUSED_MILLIS = 300;

    /** How long a socket that seems to hang on a session may take to be seen leaving. */
    private static final int LEAVING_MILLIS = 150;

    private final Sessions<A, O> sessions;
    private final McpSessions<A, O> mcp;
    private final Settings settings;
    private final Workplace place;
    private final Set<SocketListener<A, O>> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    Sockets(Sessions<A, O> sessions, McpSessions<A, O> mcp, Settings settings, Workplace place) {
        this.sessions = sessions;
        this.mcp = mcp;
        this.settings = settings;
        this.place = place;
    }

    int maxMessageBytes() {
        return settings.maxMessageBytes();
    }

    /** What {@code /ws} does with a socket. */
    Handshake.Opened episodes() {
        return (exchange, channel) -> {
            var resumes = RESUME.equals(channel.subprotocol());
            var id = wanted(exchange);
            if (id == null) {
                var socket = new Socket(channel, place);
                var session = sessions.create(resumes ? Lifetime.RESUMABLE : Lifetime.SOCKET);
                if (session == null) {
                    refuse(channel, socket, Frames.words(sessions.full()));
                } else {
                    make(channel, session, socket, frames(session, resumes));
                }
            } else {
                attach(channel, id, resumes, Objects.requireNonNullElse(exchange.getAttachment(ORDER), 0L), true);
            }
        };
    }

    /** What {@code WS /mcp} does with a socket. */
    Handshake.Opened mcp() {
        return (exchange, channel) -> {
            var socket = new Socket(channel, place);
            var session = sessions.create(Lifetime.SOCKET);
            if (session == null) {
                refuse(channel, socket, McpFrames.words(sessions.full()));
            } else {
                make(channel, session, socket, new McpFrames<>(mcp, session));
            }
        };
    }

    /** What {@code /harness} does with a socket. */
    Handshake.Opened harness() {
        return (exchange, channel) -> {
            var socket = new Socket(channel, place);
            var session = sessions.create(Lifetime.HARNESS);
            if (session == null) {
                refuse(channel, socket, HarnessFrames.words(sessions.full()));
            } else {
                make(channel, session, socket, new HarnessFrames<>(session, socket, sessions.errors(), place));
            }
        };
    }

    /** The session that a client names: the last non-empty value counts. */
    private static @Nullable String wanted(HttpServerExchange exchange) {
        var values = exchange.getQueryParameters().get("session_id");
        var last = values == null || values.isEmpty() ? "" : values.getLast();
        return last.isEmpty() ? null : last;
    }

    private Dialect<A, O> frames(Session<A, O> session, boolean resumes) {
        return new Frames<>(sessions.served(), sessions.errors(), session, mcp, resumes);
    }

    private void make(FrameChannel channel, Session<A, O> session, Socket socket, Dialect<A, O> dialect) {
        var link = link(session, socket, dialect);
        session.begin(link);
        link.greet();
        listen(channel, socket, link);
        sessions.open(session, failure -> {
            if (failure != null) {
                link.end(failure);
            }
        });
    }

    private void attach(FrameChannel channel, String id, boolean resumes, long order, boolean again) {
        var socket = new Socket(channel, place);
        var shown = WellFormed.text(id);
        var session = sessions.find(id);
        var unknown = Farewell.session("Unknown session_id: " + shown);
        if (session == null) {
            refuse(channel, socket, Frames.words(unknown));
            return;
        }
        var link = link(session, socket, frames(session, resumes));
        switch (session.attach(link, resumes, order)) {
            case DONE -> listen(channel, socket, link);
            case TAKEN -> {
                if (again) {
                    place.later(() -> attach(channel, id, resumes, order, false), LEAVING_MILLIS);
                } else {
                    var taken = Farewell.session("Session " + shown + " already has an attached WebSocket");
                    refuse(channel, socket, Frames.words(taken));
                }
            }
            default -> refuse(channel, socket, Frames.words(unknown));
        }
    }

    private SocketLink<A, O> link(Session<A, O> session, Socket socket, Dialect<A, O> dialect) {
        return new SocketLink<>(session, socket, dialect, settings.maxMessageBytes());
    }

    private void refuse(FrameChannel channel, Socket socket, byte[] words) {
        socket.send(words, () -> place.later(() -> socket.close(Socket.NORMAL, ""), REFUSED_MILLIS));
        listen(channel, socket, null); // only now: the first message closes it
    }

    private void listen(FrameChannel channel, Socket socket, @Nullable SocketLink<A, O> link) {
        var listener = new SocketListener<>(this, socket, link, place.nanoTime());
        listeners.add(listener);
        channel.listen(listener);
        if (draining) {
            listener.drain(); // its handshake was under way when the server began to close
        }
    }

    /** Looks after every socket and session; called about once a second. */
    void watch() {
        try {
            listeners.forEach(SocketListener::watch);
            sessions.watch();
        } catch (RuntimeException e) {
            LOG.warn("a round of the watch failed", LogText.safe(e));
        }
    }

    void drain() {
        draining = true;
        listeners.forEach(SocketListener::drain);
        sessions.drain();
    }

    void stop() {
        listeners.forEach(SocketListener::stop);
        sessions.stop();
    }

    boolean idle() {
        return sessions.idle();
    }

    boolean closed() {
        return listeners.isEmpty();
    }

    Workplace place() {
        return place;
    }

    int active() {
        return sessions.active();
    }

    void forget(SocketListener<A, O> listener) {
        listeners.remove(listener);
    }
}
