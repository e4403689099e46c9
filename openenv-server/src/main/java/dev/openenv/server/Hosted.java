package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One environment of a server: its plain routes and its sockets. Safe for many threads.
 *
 * @param name of the environment
 * @param routes the plain routes
 * @param sockets the sessions
 * @param handshakes what takes an upgrade, by path
 * @param stop ends what else it holds
 */
record Hosted(
        String name, HttpHandler routes, Sockets<?, ?> sockets, Map<String, HttpHandler> handshakes, Runnable stop) {

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
            handshakes.put("/ws/ui", visitors(web.visitors()));
        }
        return new Hosted(served.spec().name(), routes, sockets, handshakes, web == null ? () -> {} : web::stop);
    }

    private static HttpHandler visitors(WebSocketConnectionCallback callback) {
        return new WebSocketProtocolHandshakeHandler(
                List.of(new Hybi13Handshake(Set.of(), false)), callback, Handshake::refuse);
    }
}
