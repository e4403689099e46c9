package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.remote.RemoteException;
import dev.openenv.tools.Tools;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An environment in which something goes wrong. Confined to one thread at a time. */
final class FaultyEnvironment<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private static final String GARBLED = "not JSON: unexpected '\u00ff' at character 17";

    private final FaultPlan plan;
    private final FaultLog log;
    private final URI uri;
    private @Nullable EpisodeLuck luck;
    private @Nullable OpenEnvException gone;

    FaultyEnvironment(Environment<A, O> delegate, FaultPlan plan, FaultLog log, URI uri) {
        super(delegate);
        this.plan = plan;
        this.log = log;
        this.uri = uri;
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        refuseWhenGone("reset");
        var first = luck == null;
        var seeded = options.withSeedIfAbsent();
        var seed = seeded.seed().orElseThrow();
        var begun = new EpisodeLuck(plan, log, seeded.episodeId().orElse("seed " + seed), seed);
        if (first && begun.refused()) {
            begun.met(FaultKind.OPEN_REFUSED);
            throw new CapacityException(uri + " is full, by a fault of seed " + plan.seed + "; try again");
        }
        luck = begun;
        return super.reset(seeded);
    }

    @Override
    public StepResult<O> step(A action) {
        refuseWhenGone("step");
        var mine = luck;
        if (mine == null) {
            return super.step(action);
        }
        var faults = mine.nextStep();
        if (faults.contains(FaultKind.CLOCK_JUMP)) {
            mine.met(FaultKind.CLOCK_JUMP, plan.jump);
            plan.clock.jump(plan.jump);
        }
        if (faults.contains(FaultKind.SLOW_STEP)) {
            mine.met(FaultKind.SLOW_STEP, plan.slow);
            pass(plan.slow);
        }
        if (faults.contains(FaultKind.HANG)) {
            mine.met(FaultKind.HANG);
            pass(FaultPlan.LONGEST_HANG);
            throw new DeadlineExceededException("step", FaultPlan.LONGEST_HANG);
        }
        if (faults.contains(FaultKind.OUT_OF_MEMORY)) {
            throw lost(mine, FaultKind.OUT_OF_MEMORY, outOfMemory(Effect.MAYBE));
        }
        if (faults.contains(FaultKind.DROPPED_BEFORE)) {
            throw lost(mine, FaultKind.DROPPED_BEFORE, RemoteException.connectionLost("step", uri));
        }
        var after = faults.contains(FaultKind.DROPPED_AFTER) || faults.contains(FaultKind.GARBLED_REPLY);
        StepResult<O> result;
        try {
            var calls = new FailingCalls<A, O>(mine, faults.contains(FaultKind.TOOL_FAILED));
            result = calls.step(action, super::step);
        } catch (InvalidActionException refused) {
            throw after ? replyLost(mine, faults) : refused;
        }
        if (after) {
            throw replyLost(mine, faults);
        }
        return result;
    }

    private OpenEnvException replyLost(EpisodeLuck mine, Set<FaultKind> faults) {
        return faults.contains(FaultKind.DROPPED_AFTER)
                ? lost(mine, FaultKind.DROPPED_AFTER, RemoteException.connectionLost("step", uri))
                : lost(mine, FaultKind.GARBLED_REPLY, RemoteException.badReply("step", uri, GARBLED));
    }

    private void pass(Duration time) {
        try {
            plan.clock.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited for step of " + uri + "; the episode is over", Effect.MAYBE, Retry.NEW_EPISODE, e);
        }
    }

    private OpenEnvException lost(EpisodeLuck mine, FaultKind kind, OpenEnvException why) {
        mine.met(kind);
        gone = why;
        return why;
    }

    /** As a container's failure, whose own type lives with the containers. */
    private OpenEnvException outOfMemory(Effect effect) {
        return new OpenEnvException(
                "out_of_memory",
                uri + " needed more memory than it may have, and was killed; open another environment",
                Blame.INFRASTRUCTURE,
                effect,
                Retry.NEW_EPISODE,
                null);
    }

    private void refuseWhenGone(String call) {
        var why = gone;
        if (why instanceof RemoteException remote) {
            throw RemoteException.sessionLost(call, remote);
        }
        if (why != null) {
            throw outOfMemory(Effect.NOT_APPLIED);
        }
    }

    @Override
    public State state() {
        refuseWhenGone("state");
        return super.state();
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        refuseWhenGone("state");
        return super.state(type);
    }

    @Override
    public <C> Optional<C> find(Class<C> capability) {
        var found = super.find(capability);
        if (capability == Tools.class && plan.failsTools()) {
            return found.map(tools -> capability.cast(new FaultyTools((Tools) tools, this::luck)));
        }
        return found;
    }

    private @Nullable EpisodeLuck luck() {
        refuseWhenGone("tools");
        return luck;
    }
}
