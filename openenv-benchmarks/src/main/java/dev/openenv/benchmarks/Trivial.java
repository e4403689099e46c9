package dev.openenv.benchmarks;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;

/** The least that an environment can do, so that what is measured is what stands around it. */
final class Trivial implements Environment<Trivial.Nudge, Trivial.Count> {

    record Nudge(int by) implements Action {}

    record Count(int value) implements Observation {}

    private Count count = new Count(0);

    @Override
    public StepResult<Count> reset(ResetOptions options) {
        count = new Count(0);
        return StepResult.of(count);
    }

    @Override
    public StepResult<Count> step(Nudge nudge) {
        return StepResult.of(count, nudge.by());
    }
}
