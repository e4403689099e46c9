package dev.openenv.docker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The containers of this JVM, from before they are made until they are known to be removed. What is left is removed when the
 * JVM ends; what could not be removed, because the engine was away, is tried again before the next start.
 */
final class Leftovers {

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
        if (engine.remove(name)) {
            alive.remove(name);
            stuck.remove(name);
        } else if (alive.remove(name)) {
            stuck.add(name);
        }
    }

    /** Tries again what could not be removed. */
    void retry() {
        stuck.removeIf(engine::remove);
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
