package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The sockets of the playground: each gets the newest state, a slow one misses what is out of date. What visitors say is
 * read and dropped; who answers no ping is closed. Safe for many threads.
 */
final class WebVisitors implements Handshake.Opened {

    /** How many bytes a visitor's message may have. */
    static final int LONGEST_INPUT = 64 << 10;

    private static final int MOST = 256;
    private static final int TRY_LATER = 1013;

    private final Set<WebVisitor> visitors = ConcurrentHashMap.newKeySet();
    private final Supplier<byte[]> newest;
    private final Workplace place;

    WebVisitors(Supplier<byte[]> newest, Workplace place) {
        this.newest = newest;
        this.place = place;
    }

    @Override
    public void accept(HttpServerExchange exchange, FrameChannel channel) {
        var socket = new Socket(channel, place);
        var visitor = new WebVisitor(socket, new Pulse(socket, place.nanoTime()), visitors::remove);
        if (visitors.size() >= MOST) {
            socket.close(TRY_LATER, "too many visitors");
            channel.listen(visitor);
            return;
        }
        visitors.add(visitor);
        channel.listen(visitor);
        visitor.show(newest.get());
    }

    /** Shows everybody the newest state; costs nothing when nobody looks. */
    void show() {
        if (!visitors.isEmpty()) {
            var update = newest.get();
            visitors.forEach(visitor -> visitor.show(update));
        }
    }

    /** Looks after everybody; called about once a second. */
    void watch() {
        visitors.forEach(WebVisitor::watch);
    }

    void stop() {
        visitors.forEach(WebVisitor::stop);
    }
}
