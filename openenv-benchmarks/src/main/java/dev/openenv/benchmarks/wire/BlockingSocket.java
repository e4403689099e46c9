package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One WebSocket on the thread of its user. */
final class BlockingSocket implements AutoCloseable {

    private final SocketChannel channel;
    private final Replies replies = new SocketReplies();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 12);

    /** {@code from} is an own loopback address: one alone runs out of ports when thousands a second open and close. */
    BlockingSocket(InetSocketAddress server, InetSocketAddress from) throws IOException {
        channel = SocketChannel.open();
        channel.bind(from);
        channel.connect(server);
        channel.socket().setTcpNoDelay(true);
        call(Frames.handshake());
    }

    /** Sends a request and waits for its reply. */
    void call(ByteBuffer request) throws IOException {
        channel.write(request.duplicate());
        var ended = 0;
        while (ended == 0) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new IOException("the server hung up");
            }
            ended = replies.take(in.flip());
        }
    }

    /** Says farewell and waits until the server has closed the connection. */
    @Override
    public void close() throws IOException {
        channel.write(Frames.close());
        try {
            int count;
            do {
                in.clear();
                count = channel.read(in);
            } while (count >= 0);
        } catch (SocketException e) {
            // closed is closed
        }
        channel.close();
    }
}
