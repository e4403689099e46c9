package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.TaskSet;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import dev.openenv.remote.RemoteException;
import dev.openenv.remote.RemoteProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Opens environments in containers, each in one of its own: any image whose server speaks the OpenEnv wire protocol, whoever
 * wrote it in whatever language. They are used like those in process.
 *
 * <p><b>Opening</b> starts a container, confined as {@link Confinement#standard()} says, waits until its server answers, and
 * connects. When any of that fails, the container is removed and a {@link ContainerException} says why, with the last lines
 * that the container wrote.
 *
 * <p><b>Closing</b> the environment removes the container and everything that was made for it. So does the end of the JVM; what
 * a killed JVM leaves behind is removed by the next one that opens a container on the same machine.
 *
 * <p><b>Losing it.</b> When the container dies, is killed, paused or removed, or needs too much memory, the call in progress and
 * every later one throw. Another environment is another container.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * var worlds = DockerProvider.image("word-game:1", Guess.class, Feedback.class);
 * try (var env = worlds.open()) {
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) r = env.step(solver.act(r.observation()));
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class DockerProvider<A extends Action, O extends Observation> implements EnvironmentProvider<A, O> {

    /** What a connection to a server that answers gets, however late it is. */
    static final Duration LEAST_CONNECT = Duration.ofSeconds(1);

    /** Stands where the address of a container will. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final DockerEngine engine;
    private final ImageRun run;
    private final RemoteProvider<A, O> remote;
    private final @Nullable TaskSet tasks;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable TaskSet asked;

    private DockerProvider(DockerEngine engine, ImageRun run, RemoteProvider<A, O> remote, @Nullable TaskSet tasks) {
        this.engine = engine;
        this.run = run;
        this.remote = remote;
        this.tasks = tasks;
    }

    private static <A extends Action, O extends Observation> DockerProvider<A, O> of(
            String image, RemoteProvider<A, O> remote, @Nullable TaskSet tasks) {
        return new DockerProvider<>(DockerEngine.usual(), ImageRun.of(image), remote.withoutResume(), tasks);
    }

    /**
     * Environments whose actions and observations are JSON objects. When their schemas are first wanted, a container is
     * started to ask for them, and removed.
     *
     * @param image the image's name, as the engine knows it; nothing is pulled
     * @return the provider, named after the image until {@link #withName} is called
     */
    public static DockerProvider<JsonAction, JsonObservation> image(String image) {
        return of(image, RemoteProvider.at(NOWHERE).withName(nameOf(image)), null);
    }

    /**
     * Environments whose actions and observations are the caller's types.
     *
     * @param image the image's name, as the engine knows it; nothing is pulled
     * @param action the action type
     * @param observation the observation type; it must have a component for each field that the server sends
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named after the image until {@link #withName} is called
     * @throws dev.openenv.SpecException when a type cannot be described
     */
    public static <A extends Action, O extends Observation> DockerProvider<A, O> image(
            String image, Class<A> action, Class<O> observation) {
        return of(image, RemoteProvider.at(NOWHERE, action, observation).withName(nameOf(image)), null);
    }

    /**
     * Environments like those of another provider, for example one in process: its types, its spec and, when it has some, its
     * tasks.
     *
     * @param image the image's name, as the engine knows it; nothing is pulled
     * @param like what the environments are like
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider, named as the other
     */
    public static <A extends Action, O extends Observation> DockerProvider<A, O> image(
            String image, EnvironmentProvider<A, O> like) {
        return of(image, RemoteProvider.at(NOWHERE, like), like.tasks());
    }

    private static String nameOf(String image) {
        var last = image.substring(image.lastIndexOf('/') + 1).replaceAll("@.*", "");
        var plain = last.replaceAll("[^A-Za-z0-9._:-]", "-");
        return plain.isEmpty() ? "container" : plain;
    }

    @Override
    public EnvironmentSpec spec() {
        return described(RemoteProvider::spec);
    }

    @Override
    public Codec<A> actionCodec() {
        return described(RemoteProvider::actionCodec);
    }

    @Override
    public Codec<O> observationCodec() {
        return described(RemoteProvider::observationCodec);
    }

    /** What is known without a server, or else what one says. */
    private <T> T described(Function<RemoteProvider<A, O>, T> question) {
        if (remote.isDescribed()) {
            return question.apply(remote);
        }
        asking.lock();
        try {
            return remote.isDescribed() ? question.apply(remote) : asked(question);
        } finally {
            asking.unlock();
        }
    }

    private <T> T asked(Function<RemoteProvider<A, O>, T> question) {
        var container = started(DEFAULT_OPEN_LIMIT);
        try {
            return question.apply(on(container));
        } finally {
            container.close();
        }
    }

    /**
     * The tasks that are known here, or else those that the server in a container shows, which is asked once.
     *
     * @return the tasks, empty where there are none
     * @throws ContainerException when no container can be started to ask
     */
    @Override
    public TaskSet tasks() {
        if (tasks != null) {
            return tasks;
        }
        asking.lock();
        try {
            if (asked == null) {
                asked = asked(RemoteProvider::tasks);
            }
            return asked;
        } finally {
            asking.unlock();
        }
    }

    /**
     * Starts a container and opens a session on its server.
     *
     * @param limit for everything until the world is there
     * @return an environment that the caller closes
     * @throws ContainerException when the engine, the image or the server in it failed
     * @throws dev.openenv.CapacityException when the server in the container lets nobody in
     * @throws dev.openenv.EnvironmentFailedException when it could not make the world
     * @throws RemoteException when it does not speak the protocol
     */
    @Override
    public Environment<A, O> open(Duration limit) {
        var deadline = Deadline.in(limit);
        var container = started(limit);
        var opened = false;
        try {
            var environment = on(container).open(deadline.leftAtLeast(LEAST_CONNECT));
            opened = true;
            return new ContainerEnvironment<>(environment, container, container::close);
        } catch (RemoteException e) {
            throw container
                    .fate(Effect.NOT_APPLIED, e)
                    .map(RuntimeException.class::cast)
                    .orElse(e);
        } finally {
            if (!opened) {
                container.close();
            }
        }
    }

    /**
     * Keeps containers ready, so that opening takes milliseconds.
     *
     * @param size how many there are at most, 1 to 1,000
     * @return a pool that the caller closes
     */
    public ContainerPool<A, O> pool(int size) {
        return pool(PoolOptions.of(size));
    }

    /**
     * Keeps containers ready, so that opening takes milliseconds.
     *
     * @param options how many, and how they are kept
     * @return a pool that the caller closes
     */
    public ContainerPool<A, O> pool(PoolOptions options) {
        return new ContainerPool<>(this, options);
    }

    /** A container of its own whose server answers. */
    RunningContainer started(Duration limit) {
        return new ContainerStart(engine, run, limit).ready();
    }

    /** Environments on the server of a container. */
    RemoteProvider<A, O> on(RunningContainer container) {
        return remote.withAddress(container.uri());
    }

    DockerEngine engine() {
        return engine;
    }

    String imageName() {
        return run.image();
    }

    /**
     * The same provider under another name.
     *
     * @param name letters, digits, dots, colons, underscores and hyphens
     * @return a copy
     * @throws dev.openenv.SpecException when the name is not allowed
     */
    public DockerProvider<A, O> withName(String name) {
        return with(remote.withName(name));
    }

    /**
     * The same provider with options for the connection, such as the limits on the time and size of a reply.
     *
     * @param change from the options that are there to those wanted; its address does not matter
     * @return a copy
     */
    public DockerProvider<A, O> withConnection(UnaryOperator<RemoteProvider<A, O>> change) {
        return with(change.apply(remote));
    }

    /**
     * The same provider with tasks that are known here, so that no server is asked.
     *
     * @param set the tasks, empty for none
     * @return a copy
     */
    public DockerProvider<A, O> withTasks(TaskSet set) {
        return new DockerProvider<>(engine, run, remote, Objects.requireNonNull(set, "set"));
    }

    /**
     * The same provider on another engine.
     *
     * @param another where containers run
     * @return a copy
     */
    public DockerProvider<A, O> withEngine(DockerEngine another) {
        return new DockerProvider<>(Objects.requireNonNull(another, "another"), run, remote, tasks);
    }

    /**
     * The same provider with containers that may do more, or less.
     *
     * @param change from the confinement that is there to the one wanted
     * @return a copy
     */
    public DockerProvider<A, O> withConfinement(UnaryOperator<Confinement> change) {
        return with(run.withConfinement(change));
    }

    /**
     * The same provider with an environment variable for the containers. Whoever may ask the engine can read it.
     *
     * @param name without {@code =}
     * @param value its value; never printed or logged here
     * @return a copy
     */
    public DockerProvider<A, O> withVariable(String name, String value) {
        return with(run.withVariable(name, Objects.requireNonNull(value, "value")));
    }

    /**
     * The same provider with another command in the containers.
     *
     * @param words the program and its arguments, handed to the image's entry point where it has one; empty for the image's own
     * @return a copy
     */
    public DockerProvider<A, O> withCommand(List<String> words) {
        return with(run.withCommand(words));
    }

    /**
     * The same provider for servers that listen elsewhere.
     *
     * @param port 1 to 65535; by default what the image's label {@code dev.openenv.port} says, else 8000
     * @return a copy
     */
    public DockerProvider<A, O> withPort(int port) {
        return with(run.withPort(port));
    }

    private DockerProvider<A, O> with(ImageRun changed) {
        return new DockerProvider<>(engine, changed, remote, tasks);
    }

    private DockerProvider<A, O> with(RemoteProvider<A, O> changed) {
        return new DockerProvider<>(engine, run, changed, tasks);
    }

    @Override
    public String toString() {
        return "DockerProvider[" + run.image() + "]";
    }
}
