package dev.openenv.python;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.code.CodeSession;
import dev.openenv.code.GuestPool;
import dev.openenv.code.GuestSession;
import dev.openenv.code.PythonGuest;
import dev.openenv.tools.CodeAct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs Python with the machine's CPython in a child process for each session, a few of which wait ready: as fast as Python is
 * and with all packages that are installed for it.
 *
 * <p>{@link #confined} puts each child into a box made by bubblewrap: no network, no files but Python's own and an empty
 * folder in memory, no other processes, no environment variables. In any case a child has limits on its memory, files and
 * time, cannot start processes (on x86-64 and 64-bit ARM Linux), and is ended with its session.
 *
 * <p>Safe for many threads. Options come before the first session.
 *
 * <pre>{@code
 * try (var python = ProcessPython.confined()) {
 *     var desk = ToolProvider.of(TicketDesk.class, TicketDesk::new, python);
 *     ...
 * }
 * }</pre>
 */
public final class ProcessPython implements CodeExecutor {

    private static final int MOST_THREADS = 64;
    private static final long MOST_FILE_BYTES = 64L << 20;
    private static final int MOST_FILES = 64;
    private static final long LEAST_MEMORY = 64L << 20;

    private final @Nullable Path bwrap;
    private final Options options;
    private @Nullable GuestPool pool;
    private boolean closed;

    private record Options(String command, CodeLimits limits, long memory, int warm, int most, Duration patience) {}

    private ProcessPython(@Nullable Path bwrap, Options options) {
        this.bwrap = bwrap;
        this.options = options;
    }

    private static Options defaults() {
        return new Options("python3", CodeLimits.defaults(), 1L << 30, 1, 8, Duration.ofSeconds(10));
    }

    /**
     * Python in a box, for code that is not trusted.
     *
     * @return the executor: {@code python3}, a gigabyte of memory each, one ready, eight at once
     * @throws PythonUnavailableException when bubblewrap is not there, which the message says how to get, or the machine is
     *     neither x86-64 nor ARM64
     */
    public static ProcessPython confined() {
        Bubblewrap.requireFilter(System.getProperty("os.arch"));
        return new ProcessPython(Bubblewrap.program(), defaults());
    }

    /**
     * Python without a box, for code that is trusted as much as one's own: it can read the user's files and use the network.
     *
     * @return the executor, otherwise as {@link #confined}
     */
    public static ProcessPython unconfined() {
        return new ProcessPython(null, defaults());
    }

    /**
     * Another Python.
     *
     * @param command a program on the path, or where it is; CPython 3.9 or newer, also of a virtual environment
     * @return an executor of its own
     */
    public ProcessPython withPython(String command) {
        var o = options;
        return with(new Options(
                Objects.requireNonNull(command, "command"), o.limits, o.memory, o.warm, o.most, o.patience));
    }

    /**
     * Other limits of each action.
     *
     * @param each what an action may use
     * @return an executor of its own
     */
    public ProcessPython withLimits(CodeLimits each) {
        var o = options;
        return with(new Options(o.command, Objects.requireNonNull(each, "each"), o.memory, o.warm, o.most, o.patience));
    }

    /**
     * Another bound of memory.
     *
     * @param bytes address space of each child, 64 MB or more; Python itself takes about 30 MB
     * @return an executor of its own
     */
    public ProcessPython withMemory(long bytes) {
        if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("at least " + LEAST_MEMORY + " bytes, got " + bytes);
        }
        var o = options;
        return with(new Options(o.command, o.limits, bytes, o.warm, o.most, o.patience));
    }

    /**
     * Another number of children that wait ready.
     *
     * @param children 0 or more
     * @return an executor of its own
     */
    public ProcessPython withWarm(int children) {
        if (children < 0) {
            throw new IllegalArgumentException("0 or more children, got " + children);
        }
        var o = options;
        return with(new Options(o.command, o.limits, o.memory, children, o.most, o.patience));
    }

    /**
     * Another number of sessions.
     *
     * @param sessions how many there are at once, 1 or more
     * @param wait how long one waits for a place
     * @return an executor of its own
     */
    public ProcessPython withMost(int sessions, Duration wait) {
        if (sessions < 1) {
            throw new IllegalArgumentException("1 or more sessions, got " + sessions);
        }
        var o = options;
        return with(new Options(o.command, o.limits, o.memory, o.warm, sessions, Objects.requireNonNull(wait, "wait")));
    }

    private ProcessPython with(Options other) {
        return new ProcessPython(bwrap, other);
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
        var bounds = options.memory / (1 << 20) + " MB, " + MOST_THREADS + " threads, no new processes";
        return bwrap == null
                ? "CPython in a child process, not confined: the user's files and the network can be reached; " + bounds
                : "CPython in a child process, confined by bubblewrap: no network, no files but Python's own, 64 MB of"
                        + " temporary files, no other processes; " + bounds;
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
            var command = command();
            pool = new GuestPool(
                    watch -> ChildProcess.start(command, watch), options.warm, options.most, options.patience);
        }
        return pool;
    }

    private List<String> command() {
        var python = Interpreter.of(options.command);
        var program =
                PythonGuest.childProgram(options.memory, bwrap == null ? 0 : MOST_THREADS, MOST_FILE_BYTES, MOST_FILES);
        var command = new ArrayList<String>();
        if (bwrap != null) {
            command.addAll(Bubblewrap.command(bwrap, python));
        }
        command.addAll(List.of(python.program().toString(), "-I", "-B", "-c", program));
        return List.copyOf(command);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
