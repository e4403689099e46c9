package dev.openenv.conformance.check;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The server under a check, and all that the check opened; closed after it. */
final class Target implements AutoCloseable {

    private final URI uri;
    private final TestedWorld world;
    private final @Nullable ServerStarter starter;
    private final @Nullable String token;
    private final RawHttp http;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<String> asReference = new ArrayList<>();

    Target(URI uri, TestedWorld world, @Nullable ServerStarter starter, @Nullable String token) {
        this.uri = uri;
        this.world = world;
        this.starter = starter;
        this.token = token;
        http = new RawHttp(uri, token);
    }

    TestedWorld world() {
        return world;
    }

    List<String> asReference() {
        return asReference;
    }

    RawHttp http() {
        return http;
    }

    Reply get(String path) throws IOException {
        return http.get(path);
    }

    Reply post(String path, String singleQuoted) throws IOException {
        return http.post(path, singleQuoted);
    }

    Reply step(String action) throws IOException {
        return post("/step", "{'action':" + action + "}");
    }

    Reply raw(String path, String body) throws IOException {
        return http.raw(path, "application/json", body);
    }

    Seen rpc(String singleQuoted) throws IOException {
        return post("/mcp", singleQuoted).ok();
    }

    /** A socket, whatever the server makes of it. */
    RawSocket open(String path, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        if (token != null) {
            all.add(RawHttp.authorization(token));
        }
        var socket = RawSocket.open(uri, path, all.toArray(new String[0]));
        opened.push(socket);
        return socket;
    }

    /** A socket that has its session; slots of sockets just left are waited for. */
    RawSocket session() throws Exception {
        return session("/ws");
    }

    RawSocket session(String path, String... headers) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            var socket = open(path, headers);
            if (socket.status() != 101) {
                throw new Mismatch(path + ": handshake", 101, socket.status());
            }
            var reply = path.startsWith("/mcp")
                    ? socket.ask("{'jsonrpc':'2.0','method':'openenv/session/create','id':1}")
                    : socket.ask("{'type':'state'}");
            var full = reply.toString().contains("at capacity");
            if (!full) {
                return socket;
            }
            socket.close();
            if (System.nanoTime() > end) {
                throw new Mismatch("a slot of " + path, "free within 10 s", reply);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** A server of its own for this check. */
    Target start(ServerSettings settings) throws IOException {
        if (starter == null) {
            throw new NotApplicable("needs a server started as " + settings);
        }
        var server = starter.start(settings)
                .orElseThrow(() -> new NotApplicable("the starter has no server of " + settings));
        opened.push(server);
        var target = new Target(server.uri(), world, starter, null);
        opened.push(target);
        return target;
    }

    /** A start that must be refused. */
    void refused(ServerSettings settings) {
        StartedServer server;
        try {
            if (starter == null) {
                throw new NotApplicable("needs a server started as " + settings);
            }
            server = starter.start(settings)
                    .orElseThrow(() -> new NotApplicable("the starter has no server of " + settings));
        } catch (IOException e) {
            return;
        }
        server.close();
        throw new Mismatch("start of " + settings, "refused", "a running server");
    }

    /** Ends a server started by {@link #start}, while its sockets stay open. */
    static void stop(Target started, Target owner) {
        for (var each : owner.opened) {
            if (each instanceof StartedServer server && server.uri().equals(started.uri)) {
                server.close();
            }
        }
    }

    /** One of two behaviours: the gentle one passes, the reference's is noted. */
    void gentle(String what, boolean gentle, boolean reference, Object got) {
        if (gentle) {
            return;
        }
        if (!reference) {
            throw new Mismatch(what, "the gentler behaviour, or at least the reference's", got);
        }
        asReference.add(what + ": " + got);
    }

    static void within(Duration limit, String what, Callable<?> work) throws Exception {
        var begin = System.nanoTime();
        work.call();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(limit) > 0) {
            throw new Mismatch(what, "within " + limit.toMillis() + " ms", took.toMillis() + " ms");
        }
    }

    static boolean comesTrue(Duration limit, BooleanSupplier condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(20_000_000);
        }
        return true;
    }

    /** Lets time go by, for checks of silence. */
    static void pass(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                // what it leaves behind is not what was checked
            }
        }
    }
}
