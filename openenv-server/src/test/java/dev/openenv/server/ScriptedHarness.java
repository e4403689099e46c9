package dev.openenv.server;

import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.wire.Harness;
import dev.openenv.wire.HarnessEnvironment;
import dev.openenv.wire.HarnessEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The harness of the recorded traffic: says what it is told, and fails when it is told to. */
final class ScriptedHarness implements Harness {

    /** What a test sees of all harnesses of a provider. */
    static final class Watched {
        final CountDownLatch asleep = new CountDownLatch(1);
        final AtomicInteger interrupted = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        final AtomicInteger emitted = new AtomicInteger();
        final AtomicInteger stops = new AtomicInteger();
    }

    private final Watched watched;
    private final Duration limit;

    private ScriptedHarness(Watched watched, Duration limit) {
        this.watched = watched;
        this.limit = limit;
    }

    static InProcessProvider<?, ?> provider() {
        return provider(new Watched(), Duration.ofSeconds(2));
    }

    static InProcessProvider<?, ?> provider(Watched watched, Duration limit) {
        return HarnessEnvironment.provider(() -> new ScriptedHarness(watched, limit));
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Duration turnLimit() {
        return limit;
    }

    @Override
    public void turn(String message, Consumer<HarnessEvent> events) throws InterruptedException {
        var request = JsonObject.of("messages", List.of(), "model", "m");
        events.accept(HarnessEvent.of(HarnessEvent.Type.LLM_REQUEST, request));
        switch (message) {
            case "crash" -> throw new IllegalStateException("secret detail");
            case "sleep" -> sleep();
            case "flood" -> flood(events);
            default -> events.accept(HarnessEvent.textOutput(message));
        }
        if (!message.equals("cut")) {
            events.accept(HarnessEvent.turnComplete(message, message.equals("done")));
        }
    }

    private void sleep() throws InterruptedException {
        watched.asleep.countDown();
        try {
            new Semaphore(0).acquire();
        } catch (InterruptedException e) {
            watched.interrupted.incrementAndGet();
            throw e;
        }
    }

    private void flood(Consumer<HarnessEvent> events) {
        var text = "x".repeat(1 << 20);
        try {
            for (var i = 0; i < 1_000; i++) {
                events.accept(HarnessEvent.textOutput(text));
                watched.emitted.incrementAndGet();
            }
        } catch (RuntimeException e) {
            watched.cancelled.incrementAndGet();
            throw e;
        }
    }

    @Override
    public void stop() {
        watched.stops.incrementAndGet();
    }
}
