package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpHandler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One environment of a server: its plain routes and its sockets. Safe for many threads.
 *
 * @param name of the environment
 * @param routes the plain routes
 * @param sockets the sessions
 * @param handshakes what takes an upgrade, by path
 * @param web the playground; null when there is none
 */
record Hosted(
        String name,
        HttpHandler routes,
        Sockets<?, ?> sockets,
        Map<String, HttpHandler> handshakes,
        @Nullable WebRoutes<?, ?> web) {

    static <A extends Action, O extends Observation> Hosted of(
            Served<A, O> served, HttpHandler routes, Sockets<A, O> sockets, @Nullable WebRoutes<A, O> web) {
        var handshakes = new HashMap<String, HttpHandler>();
        handshakes.put("/ws", new Handshake(Sockets.RESUME, sockets.maxMessageBytes(), sockets.episodes()));
        handshakes.put("/mcp", new Handshake(null, sockets.maxMessageBytes(), sockets.mcp()));
        if (served.inProduction()) {
            var handshake = new Handshake(null, sockets.maxMessageBytes(), sockets.harness());
            handshakes.put("/harness", new HarnessDoor(served, handshake, sockets.place()));
        }
        if (web != null) {
            handshakes.put("/ws/ui", new Handshake(null, WebVisitors.LONGEST_INPUT, web.visitors()));
        }
        return new Hosted(served.spec().name(), routes, sockets, handshakes, web);
    }

    /** Looks after every socket and session; called about once a second. */
    void watch() {
        sockets.watch();
        if (web != null) {
            web.visitors().watch();
        }
    }

    void stop() {
        sockets.stop();
        if (web != null) {
            web.stop();
        }
    }
}
