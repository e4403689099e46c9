package dev.openenv.server;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A world that does what a world should not, as its action says. */
final class Mischief implements Environment<JsonAction, JsonObservation> {

    /** What all worlds of a test did. */
    static final class Tally {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final AtomicInteger steps = new AtomicInteger();
        volatile boolean factoryFails;

        InProcessProvider<JsonAction, JsonObservation> provider() {
            var object = JsonObject.of("type", "object");
            return InProcessProvider.json("mischief", object, object, () -> {
                if (asked.incrementAndGet() % 3 == 0 && factoryFails) {
                    throw new IllegalStateException("no world today");
                }
                opened.incrementAndGet();
                return new Mischief(this);
            });
        }
    }

    private final Tally tally;

    private Mischief(Tally tally) {
        this.tally = tally;
    }

    @Override
    public StepResult<JsonObservation> reset(ResetOptions options) {
        return seen(JsonObject.empty());
    }

    @Override
    public StepResult<JsonObservation> step(JsonAction action) {
        tally.steps.incrementAndGet();
        return switch (action.json().string("do").orElse("")) {
            case "throw" -> throw new IllegalStateException("first line\nsecond line of a secret");
            case "throw nothing" -> throw new IllegalStateException();
            case "overflow" -> seen(JsonObject.of("depth", depth(0)));
            case "memory" -> seen(JsonObject.of("size", new long[Integer.MAX_VALUE].length));
            case "error" -> throw new AssertionError("an error");
            case "null" -> nothing();
            case "nan" -> seen(JsonObject.of("x", Double.NaN, "y", Double.POSITIVE_INFINITY));
            case "half" -> seen(JsonObject.of("x", "\ud800"));
            case "deep" -> seen(deep());
            case "big" -> seen(JsonObject.of("x", "x".repeat(1 << 20)));
            case "hang" -> hang();
            default -> seen(JsonObject.of("ok", true));
        };
    }

    private static StepResult<JsonObservation> seen(JsonObject value) {
        return StepResult.of(new JsonObservation(value));
    }

    private static int depth(int depth) {
        return depth(depth + 1) + 1;
    }

    private static JsonObject deep() {
        var value = JsonObject.empty();
        for (var i = 0; i < 20_000; i++) {
            value = JsonObject.of("a", value);
        }
        return value;
    }

    @SuppressWarnings("NullAway") // that is the point
    private static StepResult<JsonObservation> nothing() {
        return null;
    }

    private static StepResult<JsonObservation> hang() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody counts down");
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        tally.closed.incrementAndGet();
    }
}
