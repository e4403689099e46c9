package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request of the Model Context Protocol on its way to a world; answered once, and cancelled by any thread. */
final class McpTurn<A extends Action, O extends Observation> implements Call<A, O> {

    private static final int CANCELLED = -32800;

    private final McpProtocol protocol;
    private final McpMessage request;
    private final String place;
    private final Consumer<McpReply> answer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean cancelled;
    private @Nullable McpReply reply;

    /** {@code place} is ours, for the log; {@code answer} takes the one reply, and must not wait. */
    McpTurn(McpProtocol protocol, McpMessage request, String place, Consumer<McpReply> answer) {
        this.protocol = protocol;
        this.request = request;
        this.place = place;
        this.answer = answer;
    }

    /** Interrupts it, or keeps it from running; but for a session's first, which nobody may cancel. */
    void cancel() {
        if (request.method().equals(McpProtocol.INITIALIZE)) {
            return;
        }
        lock.lock();
        try {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            thread = cancelled ? null : Thread.currentThread();
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it ran to its end without being cancelled. */
    private boolean leave() {
        lock.lock();
        try {
            thread = null;
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean run(Served<A, O>.World world) {
        var given = enter() ? protocol.answer(request, world, place) : null;
        reply = leave() && given != null ? given : McpReply.error(request.id(), CANCELLED, "Request cancelled");
        return given != null;
    }

    @Override
    public void done() {
        if (reply != null) {
            answer(reply);
        }
    }

    @Override
    public void lost() {
        answer(McpReply.error(request.id(), McpReply.SERVER_ERROR, "The session has ended"));
    }

    /** Answers it, unless it is answered already. */
    void answer(McpReply given) {
        if (answered.compareAndSet(false, true)) {
            answer.accept(given);
        }
    }
}
