package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.remote.RemoteProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A container of a pool, with what was in it when it was fresh. Used by whoever has taken it, one thread at a time. */
final class PooledContainer<A extends Action, O extends Observation> {

    private static final Duration SETTLE_LIMIT = Duration.ofMillis(500);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final long LOOK_NANOS = 20_000_000;

    private final DockerEngine engine;
    private final RunningContainer container;
    private final PoolOptions options;
    private final RemoteProvider<A, O> remote;
    private final Inspection inspection;
    private final Evidence fresh;

    /** One whose server answers; it plays a first episode, so that what is loaded late is loaded. */
    PooledContainer(DockerProvider<A, O> provider, RunningContainer container, PoolOptions options) {
        this.engine = provider.engine();
        this.container = container;
        this.options = options;
        this.remote = provider.on(container);
        rehearse();
        this.inspection = new Inspection(engine, container);
        this.fresh = settled();
    }

    RunningContainer container() {
        return container;
    }

    /** A session that is opened, reset and closed. A world that takes no reset without options is none of our business. */
    private void rehearse() {
        try (var environment = remote.open(options.startLimit())) {
            environment.reset();
        } catch (OpenEnvException e) {
            if (e.blame() == Blame.INFRASTRUCTURE || e.blame() == Blame.UNKNOWN) {
                throw e;
            }
        }
    }

    /** What is there when nothing changes any more, or the time is over. */
    private Evidence settled() {
        var deadline = Deadline.in(SETTLE_LIMIT);
        var before = inspection.take();
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            var now = inspection.take();
            if (deadline.over() || Thread.currentThread().isInterrupted() || now.sameAs(before)) {
                return now;
            }
            before = now;
        }
    }

    /** Resets it, and says what is left in it; empty when it is clean. */
    Optional<String> dirt() {
        rehearse();
        var deadline = Deadline.in(SETTLE_LIMIT);
        while (true) {
            var found = fresh.dirt(inspection.take(), options);
            if (found.isEmpty() || deadline.over() || Thread.currentThread().isInterrupted()) {
                return found;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** From now on nobody uses it. */
    void rest() {
        if (options.isPaused()) {
            engine.ask(
                    container.image(),
                    () -> engine.calls().pauseContainerCmd(container.name()).exec());
        }
    }

    /** What is wrong while nobody uses it; empty when nothing is. */
    Optional<String> illness() {
        return standing()
                .or(() -> options.isPaused() || Readiness.answers(container, ANSWER_LIMIT)
                        ? Optional.empty()
                        : Optional.of("its server does not answer"));
    }

    /** As {@link #illness}, without asking its server. */
    private Optional<String> standing() {
        if (container.exit().isDone()) {
            return Optional.of("it has ended");
        }
        try {
            var state = container.inspect().getState();
            if (!Boolean.TRUE.equals(state.getRunning())) {
                return Optional.of("it has ended");
            }
            var paused = Boolean.TRUE.equals(state.getPaused());
            return paused == options.isPaused()
                    ? Optional.empty()
                    : Optional.of(paused ? "somebody paused it" : "somebody woke it");
        } catch (ContainerException e) {
            return Optional.of("the engine does not know it: " + e.code());
        }
    }

    /** Makes it ready for somebody; what is wrong, or empty when nothing is. */
    Optional<String> wake() {
        var wrong = standing();
        if (wrong.isPresent() || !options.isPaused()) {
            return wrong;
        }
        try {
            engine.ask(
                    container.image(),
                    () -> engine.calls().unpauseContainerCmd(container.name()).exec());
            return Optional.empty();
        } catch (ContainerException e) {
            return Optional.of("it does not wake: " + e.getMessage());
        }
    }

    Environment<A, O> open(Duration limit) {
        return remote.open(limit);
    }

    /** Whether it has died since. */
    Optional<ContainerException> fate(RuntimeException cause) {
        return container.fateAfterLoss(Effect.NOT_APPLIED, cause);
    }

    @Override
    public String toString() {
        return container.name();
    }
}
