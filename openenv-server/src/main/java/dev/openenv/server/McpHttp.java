package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mcp}: a call of a session waits in the session's queue and holds no thread; without a session it gets a
 * world of its own. Messages of the Model Context Protocol are passed on. Safe for many threads.
 */
final class McpHttp<A extends Action, O extends Observation> implements HttpHandler {

    /** A longer body is not read on an IO thread. */
    private static final int SHORT = 16 << 10;

    private final Sessions<A, O> sessions;
    private final McpSessions<A, O> methods;
    private final McpDialect dialect;
    private final Workplace place;
    private final Bodies bodies;
    private final McpStreamable<A, O> protocol;
    private final Semaphore worlds = new Semaphore(WorldCalls.MOST_CALLS);
    private final AtomicInteger underWay = new AtomicInteger();

    McpHttp(Sessions<A, O> sessions, McpSessions<A, O> methods, McpDialect dialect, Workplace place) {
        this.sessions = sessions;
        this.methods = methods;
        this.dialect = dialect;
        this.place = place;
        bodies = new Bodies(place.arriving());
        protocol = new McpStreamable<>(sessions);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        underWay.incrementAndGet();
        exchange.addExchangeCompleteListener((ended, next) -> {
            underWay.decrementAndGet();
            next.proceed();
        });
        bodies.receive(exchange, (received, body) -> {
            var threads = body.length > SHORT ? place.threads() : SameThreadExecutor.INSTANCE;
            received.dispatch(threads, () -> answer(received, body));
        });
    }

    /** Whether no request waits for its answer. */
    boolean idle() {
        return underWay.get() == 0;
    }

    /** What takes {@code GET} and {@code DELETE} for the protocol, which the dialect does not know; null for others. */
    @Nullable
    HttpHandler other(HttpServerExchange exchange) {
        if (!exchange.getRelativePath().equals("/mcp")
                || !exchange.getRequestHeaders().contains(McpStreamable.SESSION)) {
            return null;
        }
        var method = exchange.getRequestMethod();
        return method.equals(Methods.GET) ? protocol::listen : method.equals(Methods.DELETE) ? protocol::delete : null;
    }

    /** Called about once a second. */
    void watch() {
        protocol.watch();
    }

    void stop() {
        protocol.stop();
    }

    private void answer(HttpServerExchange exchange, byte[] body) {
        if (McpStreamable.isMeant(exchange)) {
            protocol.post(exchange, body);
            return;
        }
        var request = McpRequest.overHttp(body);
        if (McpStreamable.isMeant(request)) {
            protocol.post(exchange, body);
            return;
        }
        if (request.refusal() != null) {
            send(exchange, request.refused());
            return;
        }
        var named = McpSessions.named(request);
        if (request.method().equals(McpDialect.CREATE)) {
            methods.create(request, reply -> send(exchange, reply));
        } else if (request.method().equals(McpDialect.CLOSE)) {
            methods.close(request, reply -> send(exchange, reply));
        } else if (named != null) {
            inSession(exchange, request, named);
        } else {
            inWorldOfItsOwn(exchange, request);
        }
    }

    private void inSession(HttpServerExchange exchange, McpRequest request, String named) {
        var session = sessions.find(named);
        if (session == null) {
            send(exchange, McpReply.unknownSession(request.id(), named));
        } else if (!session.queue().offer(new Turn(exchange, request, session.id()))) {
            var message = "Too many calls wait for session " + session.id();
            send(exchange, McpReply.error(request.id(), McpReply.SERVER_ERROR, message));
        }
    }

    /** One request on its way through a session. */
    private final class Turn implements Call<A, O> {

        private final HttpServerExchange exchange;
        private final McpRequest request;
        private final String session;
        private byte @Nullable [] reply;

        Turn(HttpServerExchange exchange, McpRequest request, String session) {
            this.exchange = exchange;
            this.request = request;
            this.session = session;
        }

        @Override
        public boolean run(Served<A, O>.World world) {
            reply = dialect.answer(request, world, "session " + session).bytes();
            return true;
        }

        @Override
        public void done() {
            if (reply != null) {
                Replies.json(exchange, 200, reply);
            }
        }

        @Override
        public void lost() {
            send(exchange, McpReply.unknownSession(request.id(), session));
        }
    }

    private void inWorldOfItsOwn(HttpServerExchange exchange, McpRequest request) {
        if (!worlds.tryAcquire()) {
            Replies.detail(exchange, 503, "Server busy");
            return;
        }
        try {
            place.threads().execute(() -> {
                try {
                    once(exchange, request);
                } finally {
                    worlds.release();
                }
            });
        } catch (RejectedExecutionException e) {
            worlds.release();
            exchange.endExchange();
        }
    }

    private void once(HttpServerExchange exchange, McpRequest request) {
        byte[] reply;
        try (var world = sessions.served().open()) {
            reply = dialect.answer(request, world, "mcp").bytes();
        } catch (Throwable e) {
            sessions.errors().log(e, "mcp");
            Replies.internalError(exchange);
            return;
        }
        Replies.json(exchange, 200, reply);
    }

    private static void send(HttpServerExchange exchange, McpReply reply) {
        Replies.json(exchange, 200, reply.bytes());
    }
}
