package dev.openenv.relay;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One end of a relay: many TCP connections over one pair of byte streams.
 *
 * <p><b>On the line</b> are frames: a byte that says the kind, a channel and a length of four bytes each, most significant
 * first, and so many bytes, at most 32 KiB. Kinds: 0 ready (the far end's first frame, channel 0), 1 open, 2 bytes, 3 end (no
 * more bytes will come), 4 gone (the connection is closed, both ways), 5 taken (a number of four bytes: so many bytes were
 * taken). The near end opens channels, numbered from 1. Each side sends at most 256 KiB of a channel that the other has not
 * yet taken, so that a slow connection holds up no other and fills no memory.
 *
 * <p>The near end believes nothing: a frame that makes no sense ends the relay with all its connections.
 *
 * <p>Safe for many threads.
 */
public final class RelayLink implements AutoCloseable {

    static final int WINDOW_BYTES = 256 << 10;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int MOST_CHANNELS = 4_096;
    private static final byte[] NOTHING = {};

    private final DataInputStream in;
    private final OutputStream out;
    private final int port;
    private final ReentrantLock sending = new ReentrantLock();
    private final Map<Integer, RelayChannel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    /** Open once the far end has said that it is there, and at the line's end. */
    private final CountDownLatch ready = new CountDownLatch(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable IOException failure;

    private RelayLink(InputStream in, OutputStream out, int port) {
        this.in = new DataInputStream(new BufferedInputStream(in, RelayFrame.MOST_BYTES));
        this.out = out;
        this.port = port;
    }

    /** The near end, which opens channels once it {@link #hear hears}. */
    static RelayLink near(InputStream in, OutputStream out) {
        return new RelayLink(in, out, 0);
    }

    /** Begins to listen to the far end; what is to be done at the end of the line comes after that. */
    void hear(Runnable atEnd) {
        RelayThreads.start("openenv-relay", () -> {
            readToTheEnd();
            atEnd.run();
        });
    }

    /**
     * Is the far end until the near one ends: each channel becomes a connection to a port of this machine's loopback
     * interface.
     *
     * @param in from the near end
     * @param out to the near end; nobody else writes to it
     * @param port where the server listens, 1 to 65535
     * @throws IOException when the line broke or carried what is no frame
     */
    public static void serve(InputStream in, OutputStream out, int port) throws IOException {
        var link = new RelayLink(in, out, port);
        link.send(RelayFrame.READY, 0, NOTHING, 0);
        link.readToTheEnd();
        var failure = link.failure;
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits for the far end. */
    boolean awaitReady(long nanos) throws InterruptedException {
        return ready.await(nanos, TimeUnit.NANOSECONDS) && alive();
    }

    /** Whether the line is still there. */
    boolean alive() {
        return over.getCount() > 0;
    }

    @Nullable
    IOException failure() {
        return failure;
    }

    /** Carries a connection; the socket is closed when it ends. */
    void carry(Socket socket) {
        var number = last.incrementAndGet();
        var channel = new RelayChannel(this, number, socket);
        if (channels.size() >= MOST_CHANNELS) {
            channel.drop();
            return;
        }
        channels.put(number, channel);
        if (closed || !alive()) {
            gone(number);
            return;
        }
        try {
            send(RelayFrame.OPEN, number, NOTHING, 0);
            channel.start();
        } catch (IOException e) {
            gone(number);
        }
    }

    void send(byte kind, int channel, byte[] bytes, int length) throws IOException {
        var frame = RelayFrame.write(kind, channel, bytes, length);
        sending.lock();
        try {
            out.write(frame);
            out.flush();
        } finally {
            sending.unlock();
        }
    }

    void sendNumber(byte kind, int channel, int number) throws IOException {
        send(kind, channel, ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), Integer.BYTES);
    }

    /** Forgets a channel and closes its socket. */
    void gone(int number) {
        var channel = channels.remove(number);
        if (channel != null) {
            channel.drop();
        }
    }

    private void readToTheEnd() {
        try {
            for (var frame = RelayFrame.read(in); frame != null; frame = RelayFrame.read(in)) {
                take(frame);
            }
        } catch (IOException e) {
            if (!closed) {
                failure = e;
            }
        } finally {
            over.countDown();
            ready.countDown();
            close();
        }
    }

    private void take(RelayFrame frame) throws IOException {
        var number = frame.channel();
        var channel = channels.get(number);
        switch (frame.kind()) {
            case RelayFrame.READY -> ready.countDown();
            case RelayFrame.OPEN -> open(number);
            case RelayFrame.BYTES -> {
                if (channel != null) {
                    channel.arrived(frame.bytes());
                }
            }
            case RelayFrame.END -> {
                if (channel != null) {
                    channel.ended();
                }
            }
            case RelayFrame.TAKEN -> {
                if (channel != null) {
                    channel.taken(frame.number());
                }
            }
            default -> gone(number);
        }
    }

    private void open(int number) throws IOException {
        if (port == 0 || channels.containsKey(number) || channels.size() >= MOST_CHANNELS) {
            throw new IOException("the relay's other end opened channel " + number + ", which it may not");
        }
        var channel = new RelayChannel(this, number, new Socket());
        channels.put(number, channel);
        RelayThreads.start("openenv-relay-open", () -> {
            try {
                channel.socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                channel.start();
            } catch (IOException refused) {
                abandon(number);
            }
        });
    }

    /** Ends a channel and says so. */
    void abandon(int number) {
        if (channels.containsKey(number)) {
            gone(number);
            try {
                send(RelayFrame.GONE, number, NOTHING, 0);
            } catch (IOException lineIsGone) {
                close();
            }
        }
    }

    /** Ends the relay and all its connections. Does nothing the second time. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            over.countDown();
            ready.countDown();
            channels.keySet().forEach(this::gone);
            try {
                in.close();
            } catch (IOException nothingToDo) {
                // the stream is of no use any more
            }
        }
        channels.keySet().forEach(this::gone);
    }
}
