package dev.openenv.server;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One socket of the playground: takes one state at a time, and then the newest. Safe for many threads. */
final class WebVisitor implements FrameListener {

    private final Socket socket;
    private final Pulse pulse;
    private final Consumer<WebVisitor> left;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean sending;
    private byte @Nullable [] next;

    WebVisitor(Socket socket, Pulse pulse, Consumer<WebVisitor> left) {
        this.socket = socket;
        this.pulse = pulse;
        this.left = left;
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
        socket.send(update, this::sent);
    }

    private void sent() {
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
            socket.send(update, this::sent);
        }
    }

    @Override
    public void text(String message) {
        pulse.sign();
    }

    @Override
    public void binary() {
        pulse.sign();
    }

    @Override
    public void sign() {
        pulse.sign();
    }

    @Override
    public void farewell() {
        // it is answered, and gone soon
    }

    @Override
    public void gone() {
        left.accept(this);
    }

    void watch() {
        socket.watch();
        pulse.beats();
    }

    void stop() {
        socket.close(Socket.RESTART, "service restart");
    }
}
