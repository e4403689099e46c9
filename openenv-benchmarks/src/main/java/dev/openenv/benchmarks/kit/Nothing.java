package dev.openenv.benchmarks.kit;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.provider.InProcessProvider;

/** An environment that ends with its first step. */
final class Nothing implements Environment<Nothing.Nudge, Nothing.Seen> {

    record Nudge(int by) implements Action {}

    record Seen(int value) implements Observation {}

    static EnvironmentProvider<Nudge, Seen> provider() {
        return InProcessProvider.of(Nothing.class, Nothing::new);
    }

    @Override
    public StepResult<Seen> reset(ResetOptions options) {
        return StepResult.of(new Seen(0));
    }

    @Override
    public StepResult<Seen> step(Nudge nudge) {
        return StepResult.terminated(new Seen(nudge.by()), 1);
    }
}
