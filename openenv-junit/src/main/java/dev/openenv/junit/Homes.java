package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** The homes of worlds: each is made when the first test needs it and closed after the last of all tests. Safe for many threads. */
final class Homes implements AutoCloseable {

    private static final String PROPERTY = "openenv.home";
    private static final String REQUIRE_DOCKER = "openenv.require.docker";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Map<Place, EnvironmentProvider<?, ?>>> made = new HashMap<>();
    private final Deque<Runnable> open = new ArrayDeque<>();

    /** A provider, and what ends it. */
    record Opened(EnvironmentProvider<?, ?> provider, Runnable end) {}

    private Homes() {}

    /** Those of this run of tests. */
    static Homes of(ExtensionContext context) {
        return context.getRoot()
                .getStore(OpenEnvExtension.NAMESPACE)
                .getOrComputeIfAbsent(Homes.class, key -> new Homes(), Homes.class);
    }

    /** The places that the system property names, or else these. */
    static List<Place> chosen(List<Place> annotated) {
        var property = System.getProperty(PROPERTY, "").strip();
        if (property.isEmpty()) {
            return annotated;
        }
        if (property.equalsIgnoreCase("all")) {
            return List.of(Place.values());
        }
        return Stream.of(property.split(","))
                .map(name -> place(name.strip()))
                .distinct()
                .toList();
    }

    private static Place place(String name) {
        try {
            return Place.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    "system property " + PROPERTY + ": there is no home '" + name
                            + "', but in_process, remote, docker and all",
                    e);
        }
    }

    /** The world's provider there. */
    EnvironmentProvider<?, ?> provider(World world, Place place) {
        if (place == Place.IN_PROCESS) {
            return world.provider();
        }
        lock.lock();
        try {
            var places = made.computeIfAbsent(world.name(), name -> new EnumMap<>(Place.class));
            var known = places.get(place);
            if (known != null) {
                return known;
            }
            var opened = opened(world, place);
            open.push(opened.end());
            places.put(place, opened.provider());
            return opened.provider();
        } finally {
            lock.unlock();
        }
    }

    private static Opened opened(World world, Place place) {
        try {
            return place == Place.REMOTE ? ServedHome.open(world) : ContainerHome.open(world);
        } catch (NoEngineException e) {
            if (Boolean.getBoolean(REQUIRE_DOCKER)) {
                throw new AssertionError(e.getMessage(), e);
            }
            throw new TestAbortedException(e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            var artifact = place == Place.REMOTE ? "openenv-server" : "openenv-image";
            throw new ExtensionConfigurationException(
                    "home " + place + " takes dev.openenv:" + artifact + "; add it to the dependencies of the tests",
                    e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            while (!open.isEmpty()) {
                open.pop().run();
            }
            made.clear();
        } finally {
            lock.unlock();
        }
    }
}
