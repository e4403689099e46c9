package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.Observation;
import dev.openenv.server.ServerListener.SessionEnd;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sessions of an environment, by id: makes, finds, watches and ends them. Safe for many threads. */
final class Sessions<A extends Action, O extends Observation> {

    private final Served<A, O> served;
    private final Settings settings;
    private final ErrorTexts errors;
    private final Workplace place;
    private final SessionSlots slots;
    private final Map<String, Session<A, O>> all = new ConcurrentHashMap<>();

    Sessions(Served<A, O> served, Settings settings, ErrorTexts errors, Workplace place, SessionSlots slots) {
        this.served = served;
        this.settings = settings;
        this.errors = errors;
        this.place = place;
        this.slots = slots;
    }

    /** A session without a world as yet; null when there is no slot. */
    @Nullable
    Session<A, O> create(Lifetime lifetime) {
        var slot = place.abandoned().exhausted() ? null : slots.take();
        if (slot == null) {
            return null;
        }
        var id = UUID.randomUUID().toString();
        var session = new Session<A, O>(id, lifetime, place, slot, this::forget);
        all.put(id, session);
        return session;
    }

    private void forget(Session<A, O> session) {
        all.remove(session.id());
        session.over();
    }

    /** Makes the session's world; {@code made} hears null, or why there is none, on a thread for worlds. */
    void open(Session<A, O> session, Consumer<@Nullable Farewell> made) {
        session.queue().open(served, failure -> {
            if (failure != null) {
                session.because(SessionEnd.FACTORY);
            }
            made.accept(failure == null ? null : farewell(failure));
        });
    }

    @Nullable
    Session<A, O> find(String id) {
        return all.get(id);
    }

    /** Ends a session for somebody who knows its id; {@code freed} runs when its slot is free, if it is done now. */
    Session.Outcome close(String id, Runnable freed) {
        var session = all.get(id);
        return session == null ? Session.Outcome.UNKNOWN : session.close(freed);
    }

    private Farewell farewell(Throwable failure) {
        if (failure instanceof CapacityException) {
            return full();
        }
        errors.log(failure, "factory");
        return Farewell.factoryFailed(served.title());
    }

    /** What a client hears for which there is no slot. */
    Farewell full() {
        return Farewell.atCapacity(slots);
    }

    void watch() {
        all.values().forEach(session -> session.watch(settings));
    }

    void drain() {
        all.values().forEach(Session::drain);
    }

    void stop() {
        all.values().forEach(session -> {
            session.because(SessionEnd.SERVER);
            session.end();
        });
    }

    boolean idle() {
        return all.isEmpty();
    }

    int active() {
        return slots.taken();
    }

    Served<A, O> served() {
        return served;
    }

    ErrorTexts errors() {
        return errors;
    }
}
