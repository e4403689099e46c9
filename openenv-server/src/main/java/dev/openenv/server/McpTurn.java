package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One request of the Model Context Protocol on its way through a session; may be cancelled by any thread. */
final class McpTurn<A extends Action, O extends Observation> implements Call<A, O> {

    private static final int CANCELLED = -32800;

    private final McpProtocol protocol;
    private final McpMessage request;
    private final String session;
    private final McpAnswer answer;
    private final ReentrantLock lock = new ReentrantLock();
    private Runnable over = () -> {};
    private @Nullable Thread thread;
    private boolean cancelled;
    private byte @Nullable [] reply;

    McpTurn(McpProtocol protocol, McpMessage request, String session, McpAnswer answer) {
        this.protocol = protocol;
        this.request = request;
        this.session = session;
        this.answer = answer;
    }

    /** Runs when it is answered; to be said before it is put in a queue. */
    void whenOver(Runnable task) {
        over = task;
    }

    /** Whether it is a session's first, which cannot be cancelled. */
    boolean begins() {
        return answer.begins();
    }

    /** Interrupts it, or keeps it from running. */
    void cancel() {
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
        if (!enter()) {
            reply = McpReply.error(request.id(), CANCELLED, "Request cancelled").bytes();
            return false;
        }
        var given = protocol.answer(request, world, "session " + session);
        reply = leave()
                ? given.bytes()
                : McpReply.error(request.id(), CANCELLED, "Request cancelled").bytes();
        return true;
    }

    @Override
    public void done() {
        over.run();
        if (reply != null) {
            answer.send(reply);
        }
    }

    @Override
    public void lost() {
        refuse(McpReply.error(request.id(), McpReply.SERVER_ERROR, "The session has ended"));
    }

    /** Answers it without a turn. */
    void refuse(McpReply refusal) {
        over.run();
        answer.send(refusal);
    }
}
