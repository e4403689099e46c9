package dev.openenv.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of this JVM, from before they are made until they are known to be removed. What is left is removed when the
 * JVM ends; what could not be removed, because the engine was away, is tried again before the next start.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 20_000_000;

    private final DockerEngine engine;
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private boolean hooked;

    Leftovers(DockerEngine engine) {
        this.engine = engine;
    }

    /** A container of this name will be made. */
    void expect(String name) {
        hook();
        alive.add(name);
    }

    /** Removes a container, now or later. */
    void remove(String name) {
        if (removed(name)) {
            alive.remove(name);
            stuck.remove(name);
        } else if (alive.remove(name)) {
            stuck.add(name);
        }
    }

    /** Removes a container with its anonymous volumes, running or not; false when the engine could not. */
    boolean removed(String name) {
        return EngineThreads.call(() -> removedHere(name));
    }

    private boolean removedHere(String name) {
        try {
            engine.ask(name, () -> engine.calls()
                    .removeContainerCmd(name)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
            return true;
        } catch (ContainerException e) {
            if (e.getCause() instanceof NotFoundException || isBeingRemoved(name, e)) {
                return true;
            }
            LOG.warn("not_removed container={} reason={}", name, e.getMessage());
            return false;
        }
    }

    /** Waits for somebody else's removal. */
    private boolean isBeingRemoved(String name, ContainerException refused) {
        if (!(refused.getCause() instanceof ConflictException)) {
            return false;
        }
        var deadline = Deadline.in(REMOVAL_LIMIT);
        while (!deadline.over()) {
            try {
                engine.ask(name, () -> engine.calls().inspectContainerCmd(name).exec());
            } catch (ContainerException e) {
                return e.getCause() instanceof NotFoundException;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return false;
    }

    /** Tries again what could not be removed. */
    void retry() {
        stuck.removeIf(this::removed);
    }

    /** Removes all containers. */
    void removeAll() {
        alive.parallelStream().forEach(this::remove);
        retry();
    }

    private synchronized void hook() {
        if (!hooked) {
            hooked = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::atExit, "openenv-docker-exit"));
        }
    }

    private void atExit() {
        if (!alive.isEmpty() || !stuck.isEmpty()) {
            removeAll();
        }
        engine.networks().close();
    }
}
