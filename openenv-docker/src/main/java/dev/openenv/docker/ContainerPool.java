package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.provider.ForwardingProvider;
import java.time.Duration;
import java.util.Optional;

/**
 * Containers that are kept ready: {@link #open} lends one, and closing the environment gives it back.
 *
 * <p><b>Clean or gone.</b> A container that comes back is reset and compared with what it was when it was fresh: its
 * processes, threads and memory, every file that can be written to, and its open sockets. When anything is left, or cannot be
 * looked at, it is thrown away and another is started. What the server itself remembers cannot be seen from outside: where one
 * episode must not know of another whatever the server does, use {@link PoolOptions#withSingleUse}.
 *
 * <p><b>Waiting.</b> Who opens while all are lent waits in line, as long as the limit says. When starts fail and there is no other
 * container, everybody who waits is told why; the next start is tried after a pause that grows up to 30 seconds.
 *
 * <p><b>Closing</b> removes every container, lent or not, and whoever waits is told at once.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * try (var desks = DockerProvider.image("desk:1").pool(8)) {
 *     var run = Rollouts.of(desks).agent(Assistant::new).tasks(tasks).attempts(3).parallel(8).run();
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class ContainerPool<A extends Action, O extends Observation> extends ForwardingProvider<A, O>
        implements AutoCloseable {

    private final DockerProvider<A, O> provider;
    private final PoolOptions options;
    private final LeaseQueue<PooledContainer<A, O>> queue = new LeaseQueue<>();
    private final PoolKeeper<A, O> keeper;

    ContainerPool(DockerProvider<A, O> provider, PoolOptions options) {
        super(provider);
        this.provider = provider;
        this.options = options;
        this.keeper = new PoolKeeper<>(provider, options, queue);
    }

    /**
     * Lends a container, and opens a session on its server.
     *
     * @param limit how long to wait in line
     * @return an environment that the caller closes
     * @throws CapacityException when there was no container in time
     * @throws ContainerException when none can be started
     * @throws OpenEnvException {@code closed} when the pool is closed, also while waiting; {@code interrupted} when the thread was
     */
    @Override
    public Environment<A, O> open(Duration limit) {
        var deadline = Deadline.in(limit);
        var waited = false;
        while (true) {
            var container = taken(deadline, waited);
            waited = true;
            var environment = lent(container, deadline);
            if (environment.isPresent()) {
                return environment.get();
            }
        }
    }

    private PooledContainer<A, O> taken(Deadline deadline, boolean waited) {
        try {
            return queue.take(deadline, waited).orElseThrow(() -> full(deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited for a container of " + provider.imageName(), Effect.NOT_APPLIED, Retry.SAME_CALL, e);
        }
    }

    private CapacityException full(Deadline deadline) {
        var reason = keeper.counts().lastReason();
        return new CapacityException("the pool of " + provider.imageName() + " is full: none of its " + options.size()
                + " containers was free within " + deadline.limit().toMillis()
                + " ms; close an environment, or open with a longer limit"
                + (reason.isEmpty() ? "" : " (last trouble: " + reason + ")"));
    }

    /** Empty when the container was not well after all. */
    private Optional<Environment<A, O>> lent(PooledContainer<A, O> container, Deadline deadline) {
        var ended = false;
        try {
            var illness = container.wake();
            if (illness.isPresent()) {
                ended = true;
                keeper.discard(container, illness.get());
                return Optional.empty();
            }
            var session = container.open(deadline.leftAtLeast(DockerProvider.LEAST_CONNECT));
            var environment = new ContainerEnvironment<>(session, container.container(), () -> {});
            ended = true;
            return Optional.of(new Lease<>(environment, intact -> keeper.returned(container, intact)));
        } catch (OpenEnvException e) {
            ended = true;
            var died =
                    !Thread.currentThread().isInterrupted() && container.fate(e).isPresent();
            keeper.discard(container, "no session: " + e.getMessage());
            if (died) {
                return Optional.empty();
            }
            throw e;
        } finally {
            if (!ended) {
                keeper.discard(container, "no session");
            }
        }
    }

    /**
     * What the pool has and has done.
     *
     * @return the counts of this moment
     */
    public PoolCounts counts() {
        return keeper.counts();
    }

    /** Removes every container, lent or not, and tells whoever waits. Does nothing the second time. */
    @Override
    public void close() {
        keeper.close(
                new OpenEnvException(
                        "closed",
                        "the pool of " + provider.imageName() + " is closed",
                        Blame.CALLER,
                        Effect.NOT_APPLIED,
                        Retry.NEVER,
                        null),
                PoolKeeper.endLimit());
    }

    @Override
    public String toString() {
        return "ContainerPool[" + provider.imageName() + ", " + options + "]";
    }
}
