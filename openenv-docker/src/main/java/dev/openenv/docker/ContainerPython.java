package dev.openenv.docker;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.code.CodeSession;
import dev.openenv.code.GuestPool;
import dev.openenv.code.GuestSession;
import dev.openenv.code.PythonGuest;
import dev.openenv.tools.CodeAct;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs Python in containers of an image that has it, one for each session, a few of which wait ready: as fast as Python is, with the
 * packages of the image, and nothing else of this machine.
 *
 * <p>A container has no network and is confined as {@link Confinement#standard()} says, but with 512 MiB of memory and 64 processes and
 * threads; in it Python cannot start processes (on x86-64 and 64-bit ARM). It is removed with its session.
 *
 * <p>Safe for many threads. Options come before the first session.
 *
 * <pre>{@code
 * try (var python = ContainerPython.in("python:3.12-slim")) {
 *     var desk = ToolProvider.of(TicketDesk.class, TicketDesk::new, python);
 *     ...
 * }
 * }</pre>
 */
public final class ContainerPython implements CodeExecutor {

    private static final long MEMORY = 512L << 20;
    private static final int PROCESSES = 64;
    private static final long MOST_FILE_BYTES = 64L << 20;
    private static final int MOST_FILES = 64;

    private final DockerEngine engine;
    private final ImageRun run;
    private final Options options;
    private @Nullable GuestPool pool;
    private boolean closed;

    private record Options(
            String python, CodeLimits limits, int warm, int most, Duration patience, Duration startLimit) {}

    private ContainerPython(DockerEngine engine, ImageRun run, Options options) {
        this.engine = engine;
        this.run = run;
        this.options = options;
    }

    /**
     * Python in containers of an image.
     *
     * @param image its name; it has {@code python3}, 3.9 or newer, on its path
     * @return the executor: one container waits ready, eight are used at once; nothing is started before the first session
     */
    public static ContainerPython in(String image) {
        var run = ImageRun.of(image)
                .withConfinement(standard -> standard.withMemory(MEMORY).withProcesses(PROCESSES));
        return new ContainerPython(
                DockerEngine.usual(),
                run,
                new Options("python3", CodeLimits.defaults(), 1, 8, Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    /**
     * Another engine.
     *
     * @param other where the containers run
     * @return an executor of its own
     */
    public ContainerPython withEngine(DockerEngine other) {
        return new ContainerPython(Objects.requireNonNull(other, "engine"), run, options);
    }

    /**
     * Another Python of the image.
     *
     * @param program on the image's path, or where it is
     * @return an executor of its own
     */
    public ContainerPython withPython(String program) {
        var o = options;
        return with(new Options(
                Objects.requireNonNull(program, "program"), o.limits, o.warm, o.most, o.patience, o.startLimit));
    }

    /**
     * Other limits of each action.
     *
     * @param each what an action may use
     * @return an executor of its own
     */
    public ContainerPython withLimits(CodeLimits each) {
        var o = options;
        return with(
                new Options(o.python, Objects.requireNonNull(each, "each"), o.warm, o.most, o.patience, o.startLimit));
    }

    /**
     * Another confinement.
     *
     * @param change of what there is; the network stays away
     * @return an executor of its own
     * @throws IllegalArgumentException when it would have a network
     */
    public ContainerPython withConfinement(UnaryOperator<Confinement> change) {
        var changed = run.withConfinement(change);
        if (changed.confinement().network() != NetworkAccess.NONE) {
            throw new IllegalArgumentException("code runs without a network; give it a tool that asks for it");
        }
        return new ContainerPython(engine, changed, options);
    }

    /**
     * Another number of containers that wait ready.
     *
     * @param containers 0 or more
     * @return an executor of its own
     */
    public ContainerPython withWarm(int containers) {
        if (containers < 0) {
            throw new IllegalArgumentException("0 or more containers, got " + containers);
        }
        var o = options;
        return with(new Options(o.python, o.limits, containers, o.most, o.patience, o.startLimit));
    }

    /**
     * Another number of sessions.
     *
     * @param sessions how many there are at once, 1 or more
     * @param wait how long one waits for a place
     * @return an executor of its own
     */
    public ContainerPython withMost(int sessions, Duration wait) {
        if (sessions < 1) {
            throw new IllegalArgumentException("1 or more sessions, got " + sessions);
        }
        var o = options;
        return with(
                new Options(o.python, o.limits, o.warm, sessions, Objects.requireNonNull(wait, "wait"), o.startLimit));
    }

    private ContainerPython with(Options other) {
        return new ContainerPython(engine, run, other);
    }

    @Override
    public String language() {
        return CodeAct.PYTHON;
    }

    @Override
    public CodeLimits limits() {
        return options.limits;
    }

    @Override
    public String confinement() {
        var confinement = run.confinement();
        return "CPython in a container of " + run.image() + ": no network, its own files only and read-only but "
                + confinement.temporary() + ", no new processes, no capabilities; "
                + (confinement.memoryBytes() >> 20) + " MiB";
    }

    @Override
    public CodeSession open() {
        return new GuestSession(pool().take(), options.limits);
    }

    private synchronized GuestPool pool() {
        if (closed) {
            throw new IllegalStateException("the executor is closed");
        }
        if (pool == null) {
            // The user's processes are counted over all containers, so the container's own limit is what counts them.
            var program = PythonGuest.childProgram(run.confinement().memoryBytes(), 0, MOST_FILE_BYTES, MOST_FILES);
            var command = run.withCommand(List.of("-I", "-B", "-c", program));
            pool = new GuestPool(
                    watch -> ContainerGuest.start(engine, command, options.python, options.startLimit, watch),
                    options.warm,
                    options.most,
                    options.patience);
        }
        return pool;
    }

    /** Ends all sessions; their containers are removed before long. */
    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
