package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Many connections on one thread, each of which sends its next request when it has read the reply to the last. */
final class ClosedLoop implements AutoCloseable {

    private static final int MOST_OPENING = 128;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 18);
    private final List<Connection> connections = new ArrayList<>();
    private final ByteBuffer pong = Frames.pong();
    private final @Nullable String sign;
    private ByteBuffer request = Frames.handshake();
    private long end;
    private long now;
    private long replies;
    private int waiting;
    private int broken;

    private static final class Connection {

        private final SocketChannel channel;
        private final Replies replies;
        private ByteBuffer out = ByteBuffer.allocate(0);

        private Connection(SocketChannel channel, Replies replies) {
            this.channel = channel;
            this.replies = replies;
        }
    }

    /** {@code sign} is that of replies over HTTP; null for sockets. */
    private ClosedLoop(@Nullable String sign) throws IOException {
        this.sign = sign;
    }

    /** WebSockets, with their handshakes done. */
    static ClosedLoop sockets(InetSocketAddress server, int count) throws IOException {
        var loop = new ClosedLoop(null);
        for (var opened = 0; opened < count; opened += MOST_OPENING) {
            var first = loop.connections.size();
            for (var i = opened; i < Math.min(count, opened + MOST_OPENING); i++) {
                loop.connect(server);
            }
            loop.play(loop.connections.subList(first, loop.connections.size()), loop.request, 0);
        }
        return loop;
    }

    /** Plain connections that stay open; {@code sign} stands in the first bytes of each good reply. */
    static ClosedLoop http(InetSocketAddress server, int count, String sign) throws IOException {
        var loop = new ClosedLoop(sign);
        for (var i = 0; i < count; i++) {
            loop.connect(server);
        }
        return loop;
    }

    private void connect(InetSocketAddress server) throws IOException {
        var channel = SocketChannel.open(server);
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        var connection = new Connection(channel, sign == null ? new SocketReplies() : new HttpReplies(sign));
        connections.add(connection);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    /** Requests on all connections for so long; returns how many were answered, all of them. */
    long run(ByteBuffer next, Duration time) throws IOException {
        var count = play(connections, next, time.toNanos());
        if (broken > 0) {
            throw new IOException(broken + " connections broke");
        }
        return count;
    }

    /** One request on every connection; returns how many were answered. */
    long once(ByteBuffer next) throws IOException {
        return play(connections, next, 0);
    }

    private long play(List<Connection> players, ByteBuffer next, long nanos) throws IOException {
        request = next;
        replies = 0;
        waiting = players.size() - broken;
        now = System.nanoTime();
        end = now + nanos;
        for (var player : players) {
            if (player.channel.isOpen()) {
                send(player, request);
            }
        }
        while (waiting > 0 && now - end < PATIENCE) {
            selector.select(this::ready, 100);
            now = System.nanoTime();
        }
        return replies;
    }

    private void send(Connection connection, ByteBuffer bytes) throws IOException {
        connection.out = bytes.duplicate();
        flush(connection);
    }

    private void flush(Connection connection) throws IOException {
        connection.channel.write(connection.out);
        if (connection.out.hasRemaining()) {
            connection.channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void ready(SelectionKey key) {
        var connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                key.interestOps(SelectionKey.OP_READ);
                flush(connection);
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException e) {
            if (broken++ == 0) {
                System.err.println("a connection broke: " + e.getMessage());
            }
            waiting--;
            close(connection);
        }
    }

    private void read(Connection connection) throws IOException {
        int count;
        do {
            in.clear();
            count = connection.channel.read(in);
            if (count < 0) {
                throw new IOException("the server hung up");
            }
            var ended = connection.replies.take(in.flip());
            if (connection.replies instanceof SocketReplies frames && frames.pinged()) {
                connection.channel.write(pong.duplicate());
            }
            if (ended > 0) {
                replies += ended;
                if (now < end) {
                    send(connection, request);
                } else {
                    waiting--;
                }
            }
        } while (count == in.capacity());
    }

    private static void close(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connections.forEach(ClosedLoop::close);
        selector.close();
    }
}
