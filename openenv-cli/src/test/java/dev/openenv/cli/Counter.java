package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.List;

/** A world without a drawing: add up to at least ten. It counts in its own stride, and breaks when asked for 9. */
final class Counter implements Environment<Counter.Add, Counter.Total> {

    record Add(int amount, boolean twice) implements Action {}

    record Total(long total) implements Observation {}

    private final int stride;
    private long total;

    Counter(int stride) {
        this.stride = stride;
    }

    static InProcessProvider<Add, Total> provider(int stride) {
        return InProcessProvider.of(Add.class, Total.class, () -> new Counter(stride))
                .withName("counter")
                .withDescription("Adds up.")
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withTasks(TaskSet.seeds("count", 0, 3));
    }

    /** With the agents {@code steady} (solves it), {@code breaker} (breaks the world). */
    static EnvironmentCatalog catalog(int stride) {
        var entry = CatalogEntry.of(provider(stride))
                .withPolicy("steady", () -> total -> new Add(5, false))
                .withPolicy("breaker", () -> total -> new Add(9, false));
        return () -> List.of(entry);
    }

    @Override
    public StepResult<Total> reset(ResetOptions options) {
        total = options.values().integer("start").orElse(0);
        return StepResult.of(new Total(total));
    }

    @Override
    public StepResult<Total> step(Add action) {
        if (action.amount() < 0) {
            throw InvalidActionException.of("/amount", "0 or more", action.amount());
        }
        if (action.amount() == 9) {
            throw new IllegalStateException("nine breaks it");
        }
        total += (long) action.amount() * (action.twice() ? 2 : 1) * stride;
        return total >= 10 ? StepResult.terminated(new Total(total), 1) : StepResult.of(new Total(total), 0);
    }

    @Override
    public State state() {
        return State.of(JsonObject.of("sum", total));
    }
}
