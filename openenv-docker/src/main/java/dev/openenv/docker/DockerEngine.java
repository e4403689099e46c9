package dev.openenv.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that runs containers: Docker, or another that speaks its API.
 *
 * <p>Nothing is asked of it before it is needed. Safe for many threads.
 *
 * <pre>{@code
 * var engine = DockerEngine.usual();
 * engine.containers().forEach(System.out::println);
 * engine.reap();
 * }</pre>
 */
public final class DockerEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
    private static final int MOST_CONNECTIONS = 512;

    /** What is younger was not left behind. */
    private static final Duration LEAST_AGE = Duration.ofSeconds(3);

    private static final ReentrantLock MAKING = new ReentrantLock();
    private static @Nullable DockerEngine usual;

    private final DockerClientConfig config;
    private final ReentrantLock connecting = new ReentrantLock();
    private final Networks networks = new Networks(this);
    private final Leftovers leftovers = new Leftovers(this);
    private @Nullable DockerClient calls;
    private @Nullable DockerClient streams;
    private boolean reaped;
    private int cpus;

    private DockerEngine(DockerClientConfig config) {
        this.config = config;
    }

    /**
     * The engine that {@code DOCKER_HOST} or the docker command's configuration names, else the one at the usual socket.
     *
     * @return the same for everybody in this JVM; it need not be closed
     */
    public static DockerEngine usual() {
        MAKING.lock();
        try {
            if (usual == null) {
                usual = new DockerEngine(
                        DefaultDockerClientConfig.createDefaultConfigBuilder().build());
            }
            return usual;
        } finally {
            MAKING.unlock();
        }
    }

    /**
     * The engine at an address.
     *
     * @param host such as {@code unix:///var/run/docker.sock} or {@code tcp://localhost:2375}
     * @return the engine
     */
    public static DockerEngine at(URI host) {
        return new DockerEngine(DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .build());
    }

    /**
     * Where it is.
     *
     * @return the address of its socket
     */
    public URI host() {
        return config.getDockerHost();
    }

    /** Whether it runs on this machine, so that its networks are this machine's. */
    boolean isLocal() {
        return "unix".equals(host().getScheme()) && Files.exists(Path.of("/proc/sys"));
    }

    /**
     * Whether it answers.
     *
     * @return false where there is none, or it cannot be asked
     */
    public boolean answers() {
        try {
            ask("", () -> calls().pingCmd().exec());
            return true;
        } catch (ContainerException e) {
            LOG.debug("no_engine host={} reason={}", host(), e.getMessage());
            return false;
        }
    }

    /**
     * Which engine it is.
     *
     * @return such as {@code Docker 20.10.24 (API 1.41)}
     * @throws ContainerException {@code no_engine} when none answers
     */
    public String version() {
        var version = ask("", () -> calls().versionCmd().exec());
        return "Docker " + version.getVersion() + " (API " + version.getApiVersion() + ")";
    }

    /**
     * Whether it has an image.
     *
     * @param image its name
     * @return false when it would have to be built or pulled
     * @throws ContainerException {@code no_engine} when none answers
     */
    public boolean has(String image) {
        try {
            ask(image, () -> calls().inspectImageCmd(image).exec());
            return true;
        } catch (ContainerException e) {
            if ("image_missing".equals(e.code())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Takes the images in an archive.
     *
     * @param archive what {@code docker save} writes
     * @throws ContainerException when there is no engine, or it does not take the archive
     * @throws IOException when the file cannot be read
     */
    public void load(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            ask("", () -> calls().loadImageCmd(in).exec());
        }
    }

    /**
     * Writes an image into an archive.
     *
     * @param image its name
     * @param archive the file to write, as {@code docker save} does
     * @throws ContainerException {@code image_missing} when the engine has none of that name, {@code no_engine} when none answers
     * @throws IOException when the file cannot be written
     */
    public void save(String image, Path archive) throws IOException {
        ask(image, () -> calls().inspectImageCmd(image).exec());
        try (var out = Files.newOutputStream(archive);
                var in = ask(image, () -> calls().saveImageCmd(image).exec())) {
            in.transferTo(out);
        }
    }

    /**
     * Removes the containers and networks of processes that have ended without removing them: their labels say which process of
     * this machine made them. Others' containers, and those made on other machines, stay. Each engine does it once by itself,
     * before the first container.
     *
     * @return the names of what was removed
     * @throws ContainerException {@code no_engine} when none answers
     */
    public List<String> reap() {
        var removed = containers().stream()
                .filter(OwnContainer::abandoned)
                .filter(container -> container.created().isBefore(Instant.now().minus(LEAST_AGE)))
                .map(OwnContainer::name)
                .filter(leftovers::removed)
                .toList();
        networks.reap();
        return removed;
    }

    /** Reaps, the first time. */
    void reapOnce() {
        connecting.lock();
        try {
            if (reaped) {
                return;
            }
            reaped = true;
        } finally {
            connecting.unlock();
        }
        var removed = reap();
        if (!removed.isEmpty()) {
            LOG.info("reaped containers={}", removed);
        }
    }

    /**
     * The containers that OpenEnv for Java made, running or not, whoever's they are.
     *
     * @return a line of facts for each
     * @throws ContainerException {@code no_engine} when none answers
     */
    public List<OwnContainer> containers() {
        return ask("", () -> calls().listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(Labels.OWNER))
                        .exec())
                .stream()
                .flatMap(container -> OwnContainer.of(container).stream())
                .toList();
    }

    /** How many processors it has; asked once. */
    int cpus() {
        connecting.lock();
        try {
            if (cpus == 0) {
                var known = facts().getNCPU();
                cpus = known == null || known < 1 ? 1 : known;
            }
            return cpus;
        } finally {
            connecting.unlock();
        }
    }

    /** What it says about itself. */
    Info facts() {
        return ask("", () -> calls().infoCmd().exec());
    }

    Networks networks() {
        return networks;
    }

    Leftovers leftovers() {
        return leftovers;
    }

    /** For calls that are answered soon. */
    DockerClient calls() {
        connecting.lock();
        try {
            if (calls == null) {
                calls = client(ANSWER_LIMIT);
            }
            return calls;
        } finally {
            connecting.unlock();
        }
    }

    /** For calls that stay open: streams, waiting for an exit. */
    DockerClient streams() {
        connecting.lock();
        try {
            if (streams == null) {
                streams = client(Duration.ZERO);
            }
            return streams;
        } finally {
            connecting.unlock();
        }
    }

    private DockerClient client(Duration answerLimit) {
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT_LIMIT);
        if (!answerLimit.isZero()) {
            http.responseTimeout(answerLimit);
        }
        return DockerClientImpl.getInstance(config, http.build());
    }

    private static boolean interrupted(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // The last is what the HTTP client throws to who is interrupted while waiting for a connection.
            if (cause instanceof ClosedByInterruptException
                    || cause instanceof InterruptedException
                    || cause instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }

    /** Asks, and says what went wrong in our words. */
    <T> T ask(String about, Supplier<T> call) {
        try {
            return call.get();
        } catch (NotFoundException e) {
            throw ContainerException.before("image_missing", EngineWords.of(e), about, Retry.NEVER, e);
        } catch (com.github.dockerjava.api.exception.DockerException e) {
            throw ContainerException.before("engine_refused", EngineWords.of(e), about, Retry.NEVER, e);
        } catch (RuntimeException e) {
            if (interrupted(e)) {
                Thread.currentThread().interrupt();
                throw OpenEnvException.interrupted("asked the engine at " + host(), Effect.MAYBE, Retry.SAME_CALL, e);
            }
            throw ContainerException.before(
                    "no_engine",
                    "no Docker engine answers at " + host() + " (" + EngineWords.of(e)
                            + "): start one, or name it in DOCKER_HOST",
                    about,
                    Retry.SAME_CALL,
                    e);
        }
    }

    /** Removes what this JVM's environments left, and closes the connections. Does nothing the second time. */
    @Override
    public void close() {
        leftovers.removeAll();
        networks.close();
        connecting.lock();
        try {
            for (var client : new DockerClient[] {calls, streams}) {
                if (client != null) {
                    client.close();
                }
            }
            calls = null;
            streams = null;
        } catch (IOException e) {
            LOG.debug("close host={} reason={}", host(), e.getMessage());
        } finally {
            connecting.unlock();
        }
    }

    @Override
    public String toString() {
        return "DockerEngine[" + Objects.toString(host()) + "]";
    }
}
