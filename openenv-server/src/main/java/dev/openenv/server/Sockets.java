package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import dev.openenv.wrap.AbandonedThreads;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of a server: admits, watches and ends them. Safe for many threads. */
final class Sockets<A extends Action, O extends Observation> implements WebSocketConnectionCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    /** How long a refused client gets to read why. */
    private static final int REFUSED_MILLIS = 300;

    private final Served<A, O> served;
    private final Settings settings;
    private final ErrorTexts errors;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final SessionSlots slots;
    private final AbandonedThreads abandoned;
    private final LongSupplier nanoTime;
    private final Set<SocketSession<A, O>> sessions = ConcurrentHashMap.newKeySet();
    private final Set<SocketListener<A, O>> listeners = ConcurrentHashMap.newKeySet();

    Sockets(
            Served<A, O> served,
            Settings settings,
            ErrorTexts errors,
            ExecutorService threads,
            ScheduledExecutorService timer,
            AbandonedThreads abandoned,
            LongSupplier nanoTime,
            SessionSlots slots) {
        this.served = served;
        this.settings = settings;
        this.errors = errors;
        this.threads = threads;
        this.timer = timer;
        this.abandoned = abandoned;
        this.nanoTime = nanoTime;
        this.slots = slots;
    }

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        var socket = new Socket(channel, timer);
        var wanted = exchange.getRequestParameters().get("session_id");
        var slot = abandoned.exhausted() ? null : slots.take();
        SocketSession<A, O> session = null;
        byte[] refusal = null;
        if (wanted != null
                && !wanted.isEmpty()
                && !wanted.get(wanted.size() - 1).isEmpty()) {
            if (slot != null) {
                slot.give();
            }
            refusal = Frames.errorFrame(
                    "Unknown session_id: " + WellFormed.text(wanted.get(wanted.size() - 1)),
                    "SESSION_ERROR",
                    JsonObject.empty());
        } else if (slot == null) {
            refusal = full();
        } else {
            session = new SocketSession<>(this, socket, slot, UUID.randomUUID().toString());
            sessions.add(session);
        }
        var listener = new SocketListener<>(this, socket, session, settings.maxMessageBytes(), nanoTime);
        listeners.add(listener);
        channel.addCloseTask(closed -> listener.gone());
        channel.getReceiveSetter().set(listener);
        channel.resumeReceives();
        if (session != null) {
            session.start();
        } else if (refusal != null) {
            socket.send(refusal, () -> later(() -> socket.close(Socket.NORMAL, ""), REFUSED_MILLIS));
        }
    }

    private byte[] full() {
        var active = slots.taken();
        return Frames.errorFrame(
                "Server at capacity: " + active + "/" + slots.limit()
                        + " sessions active. Cannot accept new connections.",
                "CAPACITY_REACHED",
                JsonObject.of("active_sessions", active, "max_sessions", slots.limit()));
    }

    /** The frame for a client whose world could not be made. */
    byte[] refusal(Throwable failure) {
        if (failure instanceof CapacityException) {
            return full();
        }
        errors.log(failure, "factory");
        var name = served.title();
        return Frames.errorFrame(
                "Environment factory '" + name + "' failed to create instance.",
                "FACTORY_ERROR",
                JsonObject.of("factory_name", name));
    }

    /** Looks after every socket; called about once a second. */
    void watch() {
        try {
            lookAfterAll();
        } catch (RuntimeException e) {
            LOG.warn("a round of the watch failed", e);
        }
    }

    private void lookAfterAll() {
        listeners.forEach(SocketListener::watch);
        var idle = settings.idleLimit();
        if (idle != null) {
            sessions.forEach(session -> session.reap(idle.toNanos()));
        }
    }

    void drain() {
        sessions.forEach(SocketSession::drain);
    }

    void stop() {
        sessions.forEach(SocketSession::stop);
        listeners.forEach(SocketListener::stop);
    }

    boolean idle() {
        return sessions.isEmpty();
    }

    boolean closed() {
        return listeners.isEmpty();
    }

    int active() {
        return slots.taken();
    }

    void forget(SocketSession<A, O> session) {
        sessions.remove(session);
    }

    void forget(SocketListener<A, O> listener) {
        listeners.remove(listener);
    }

    void later(Runnable task, int millis) {
        try {
            var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    Served<A, O> served() {
        return served;
    }

    Settings settings() {
        return settings;
    }

    ErrorTexts errors() {
        return errors;
    }

    ExecutorService threads() {
        return threads;
    }

    AbandonedThreads abandoned() {
        return abandoned;
    }

    LongSupplier nanoTime() {
        return nanoTime;
    }
}
