package dev.openenv.check.broken;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Policy;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A bucket is let down a well of unknown depth. Nothing is wrong with it: the base of those with one flaw each. */
class Well implements Environment<Well.Lower, Well.Depth>, Rendering {

    /** Lets the bucket down. */
    record Lower(@Param(min = 1, max = 4) int by) implements Action {}

    /** Where the bucket hangs. */
    record Depth(int at, int water, List<Integer> past) implements Observation {
        Depth {
            past = List.copyOf(past);
        }
    }

    EpisodeRandom random = new EpisodeRandom(0);
    int at;
    int water;
    final List<Integer> past = new ArrayList<>();

    static InProcessProvider<Lower, Depth> provider(Supplier<? extends Environment<Lower, Depth>> factory) {
        return InProcessProvider.of(Lower.class, Depth.class, factory)
                .withName("well")
                .withDescription("Let the bucket down to the water, not deeper.")
                .withRewardRange(-1, 1)
                .withSolved(SuccessCriterion.terminatedWith(0.5))
                .withTasks(TaskSet.seeds("well", 0, 5));
    }

    static Policy<Lower, Depth> solution() {
        return depth -> new Lower(1);
    }

    @Override
    public StepResult<Depth> reset(ResetOptions options) {
        random = options.random();
        at = 0;
        water = random.nextInt(8, 30);
        past.clear();
        return StepResult.of(depth());
    }

    @Override
    public StepResult<Depth> step(Lower action) {
        if (at + action.by() > water) {
            throw InvalidActionException.of("/by", "at most " + (water - at), action.by());
        }
        at += action.by();
        past.add(action.by() + random.nextInt(3));
        return at == water ? StepResult.terminated(depth(), 1) : StepResult.of(depth(), 0);
    }

    Depth depth() {
        return new Depth(at, water, past);
    }

    @Override
    public State state() {
        return State.of(JsonObject.of("at", at));
    }

    @Override
    public String text() {
        return "bucket at " + at + ", water at " + water;
    }
}
