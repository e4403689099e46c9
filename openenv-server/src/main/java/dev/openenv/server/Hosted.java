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
 * @param mcp what takes {@code /mcp}
 * @param web the playground; null when there is none
 */
record Hosted(
        String name,
        HttpHandler routes,
        Sockets<?, ?> sockets,
        Map<String, HttpHandler> handshakes,
        McpHttp<?, ?> mcp,
        @Nullable WebRoutes<?, ?> web) {

    static <A extends Action, O extends Observation> Hosted of(
            Served<A, O> served,
            HttpHandler routes,
            Sockets<A, O> sockets,
            McpHttp<A, O> mcp,
            @Nullable WebRoutes<A, O> web) {
        var most = sockets.maxMessageBytes();
        var arriving = sockets.place().arriving();
        var handshakes = new HashMap<String, HttpHandler>();
        handshakes.put("/ws", new Handshake(Sockets.RESUME, most, arriving, sockets.episodes()));
        handshakes.put("/mcp", new Handshake(null, most, arriving, sockets.mcp()));
        if (served.inProduction()) {
            var handshake = new Handshake(null, most, arriving, sockets.harness());
            handshakes.put("/harness", new HarnessDoor(served, handshake, sockets.place()));
        }
        if (web != null) {
            handshakes.put("/ws/ui", new Handshake(null, WebVisitors.LONGEST_INPUT, arriving, web.visitors()));
        }
        return new Hosted(served.spec().name(), routes, sockets, handshakes, mcp, web);
    }

    /** Looks after every socket and session; called about once a second. */
    void watch() {
        mcp.watch(); // first: it notes who is there, also after a pause of the whole process
        sockets.watch();
        if (web != null) {
            web.visitors().watch();
        }
    }

    void stop() {
        sockets.stop();
        mcp.stop();
        if (web != null) {
            web.stop();
        }
    }
}
