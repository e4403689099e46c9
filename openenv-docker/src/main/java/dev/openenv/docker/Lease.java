package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An environment on a container of a pool, which goes back when it is closed; {@code false} where a call may still run in it. */
final class Lease<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final Consumer<Boolean> back;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean lost;

    Lease(Environment<A, O> delegate, Consumer<Boolean> back) {
        super(delegate);
        this.back = back;
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        return watched(() -> super.reset(options));
    }

    @Override
    public StepResult<O> step(A action) {
        return watched(() -> super.step(action));
    }

    @Override
    public State state() {
        return watched(super::state);
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        return watched(() -> super.state(type));
    }

    private <T> T watched(Supplier<T> call) {
        calls.incrementAndGet();
        try {
            return call.get();
        } catch (OpenEnvException e) {
            lost |= e.blame() == Blame.INFRASTRUCTURE
                    || e.effect() == Effect.MAYBE
                    || e instanceof DeadlineExceededException;
            throw e;
        } finally {
            calls.decrementAndGet();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var intact = calls.get() == 0 && !lost;
        try {
            super.close();
        } finally {
            back.accept(intact);
        }
    }
}
