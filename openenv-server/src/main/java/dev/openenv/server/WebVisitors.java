package dev.openenv.server;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/**
 * The sockets of the playground: each gets the newest state, a slow one misses what is out of date. What visitors say is
 * read and dropped. Safe for many threads.
 */
final class WebVisitors implements WebSocketConnectionCallback {

    private static final int MOST = 256;
    private static final int LONGEST_INPUT = 64 << 10;
    private static final int SEND_LIMIT_MILLIS = 30_000;
    private static final int TRY_LATER = 1013;

    private final Set<Visitor> visitors = ConcurrentHashMap.newKeySet();
    private final Supplier<byte[]> newest;

    WebVisitors(Supplier<byte[]> newest) {
        this.newest = newest;
    }

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        if (visitors.size() >= MOST) {
            WebSockets.sendClose(TRY_LATER, "too many visitors", channel, null);
            return;
        }
        var visitor = new Visitor(channel);
        visitors.add(visitor);
        channel.addCloseTask(gone -> visitors.remove(visitor));
        channel.getReceiveSetter().set(new Dropped());
        channel.resumeReceives();
        visitor.show(newest.get());
    }

    /** Shows everybody the newest state; costs nothing when nobody looks. */
    void show() {
        if (!visitors.isEmpty()) {
            var update = newest.get();
            visitors.forEach(visitor -> visitor.show(update));
        }
    }

    void stop() {
        visitors.forEach(visitor -> WebSockets.sendClose(Socket.RESTART, "service restart", visitor.channel, null));
    }

    private static final class Dropped extends AbstractReceiveListener {

        @Override
        protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
            message.getData();
        }

        @Override
        protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
            message.getData().free();
        }

        @Override
        protected long getMaxTextBufferSize() {
            return LONGEST_INPUT;
        }

        @Override
        protected long getMaxBinaryBufferSize() {
            return LONGEST_INPUT;
        }
    }

    private static final class Visitor implements WebSocketCallback<Void> {

        private final WebSocketChannel channel;
        private final ReentrantLock lock = new ReentrantLock();
        private boolean sending;
        private byte @Nullable [] next;

        Visitor(WebSocketChannel channel) {
            this.channel = channel;
        }

        void show(byte[] update) {
            lock.lock();
            try {
                if (sending) {
                    next = update;
                    return;
                }
                sending = true;
            } finally {
                lock.unlock();
            }
            send(update);
        }

        private void send(byte[] update) {
            WebSockets.sendText(ByteBuffer.wrap(update), channel, this, SEND_LIMIT_MILLIS);
        }

        @Override
        public void complete(WebSocketChannel same, @Nullable Void nothing) {
            byte[] update;
            lock.lock();
            try {
                update = next;
                next = null;
                sending = update != null;
            } finally {
                lock.unlock();
            }
            if (update != null) {
                send(update);
            }
        }

        @Override
        public void onError(WebSocketChannel same, @Nullable Void nothing, Throwable problem) {
            IoUtils.safeClose(channel);
        }
    }
}
