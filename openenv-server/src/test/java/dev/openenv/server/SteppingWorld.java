package dev.openenv.server;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.Tools;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Worlds that count their steps; a step with {@code "wait"} in it goes on when the test says so. */
final class SteppingWorld {

    final CountDownLatch waiting = new CountDownLatch(1);
    final Semaphore goOn = new Semaphore(0);
    final Semaphore mayClose = new Semaphore(0);
    volatile boolean closesSlowly;
    final AtomicInteger steps = new AtomicInteger();
    final AtomicInteger interrupts = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger mostInside = new AtomicInteger();

    InProcessProvider<JsonAction, JsonObservation> provider() {
        var object = JsonObject.of("type", "object");
        return InProcessProvider.json("stepping", object, object, World::new);
    }

    private final class World implements Environment<JsonAction, JsonObservation>, Tools {

        private int n;

        @Override
        public StepResult<JsonObservation> reset(ResetOptions options) {
            n = 0;
            return seen();
        }

        @Override
        public <C> Optional<C> find(Class<C> type) {
            return type == Tools.class ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public List<ToolDescriptor> list() {
            return List.of();
        }

        @Override
        public ToolResult call(String name, JsonObject arguments) {
            return ToolResult.of(step(new JsonAction(arguments)).observation().json());
        }

        @Override
        public StepResult<JsonObservation> step(JsonAction action) {
            mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                if (action.json().has("wait")) {
                    waiting.countDown();
                    goOn.acquire();
                }
                steps.incrementAndGet();
                if (action.json().has("fail")) {
                    throw new IllegalArgumentException("failed at " + n);
                }
                n++;
                return seen();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw new IllegalStateException("interrupted", e);
            } finally {
                inside.decrementAndGet();
            }
        }

        private StepResult<JsonObservation> seen() {
            return StepResult.of(new JsonObservation(JsonObject.of("n", n)));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
            if (closesSlowly) {
                mayClose.acquireUninterruptibly();
            }
        }
    }
}
