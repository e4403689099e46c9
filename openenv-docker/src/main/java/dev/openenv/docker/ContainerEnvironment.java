package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.remote.RemoteException;
import java.util.Optional;
import java.util.function.Supplier;

/** An environment in a container: what the connection reports as lost is told as what happened to the container. */
final class ContainerEnvironment<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final RunningContainer container;
    private final Runnable afterwards;

    /** {@code afterwards} is what is done with the container when the environment is closed. */
    ContainerEnvironment(Environment<A, O> delegate, RunningContainer container, Runnable afterwards) {
        super(delegate);
        this.container = container;
        this.afterwards = afterwards;
        container.use();
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        return told(() -> super.reset(options));
    }

    @Override
    public StepResult<O> step(A action) {
        return told(() -> super.step(action));
    }

    @Override
    public State state() {
        return told(super::state);
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        return told(() -> super.state(type));
    }

    @Override
    public <C> Optional<C> find(Class<C> capability) {
        return capability == RunningContainer.class ? Optional.of(capability.cast(container)) : super.find(capability);
    }

    @Override
    public void close() {
        try {
            super.close();
        } finally {
            afterwards.run();
        }
    }

    private <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (RemoteException e) {
            throw container
                    .fateAfterLoss(e.effect(), e)
                    .map(OpenEnvException.class::cast)
                    .orElse(e);
        } catch (DeadlineExceededException e) {
            throw container
                    .fate(e.effect(), e)
                    .map(OpenEnvException.class::cast)
                    .orElse(e);
        }
    }
}
