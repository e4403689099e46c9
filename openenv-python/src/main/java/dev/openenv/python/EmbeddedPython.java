package dev.openenv.python;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.code.CodeSession;
import dev.openenv.code.Guest;
import dev.openenv.code.GuestPool;
import dev.openenv.code.GuestSession;
import dev.openenv.code.GuestWatch;
import dev.openenv.tools.CodeAct;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs Python inside the JVM: CPython 3.13 as WebAssembly, compiled to classes of Java. Nothing needs to be installed, and
 * nothing of the host exists for the code: no files, sockets, processes, environment variables or classes, only the tools.
 * Good for code that calls tools and rearranges what they give; computing takes about a hundred times as long as in {@link
 * ProcessPython}. There are no threads, no asyncio and no packages beyond most of the standard library.
 *
 * <p>Safe for many threads. Options come before the first session.
 *
 * <pre>{@code
 * try (var python = EmbeddedPython.create()) {
 *     var desk = ToolProvider.of(TicketDesk.class, TicketDesk::new, python);
 *     ...
 * }
 * }</pre>
 */
public final class EmbeddedPython implements CodeExecutor {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int LEAST_MEGABYTES = 48;
    private static final int MOST_MEGABYTES = 1024;
    private static final int PAGES_OF_MEGABYTE = (1 << 20) / WasmImage.PAGE_BYTES;

    /** Loaded once for all executors. */
    private static final class Ready {

        static final WasmImage IMAGE = WasmImage.load();

        private Ready() {}
    }

    private final CodeLimits limits;
    private final int megabytes;
    private final int warm;
    private final int most;
    private final Duration patience;
    private @Nullable GuestPool pool;
    private boolean closed;

    private EmbeddedPython(CodeLimits limits, int megabytes, int warm, int most, Duration patience) {
        this.limits = limits;
        this.megabytes = megabytes;
        this.warm = warm;
        this.most = most;
        this.patience = patience;
    }

    /**
     * Python inside the JVM.
     *
     * @return the executor: 128 megabytes of memory each, one ready, 16 at once; nothing is loaded before the first session
     */
    public static EmbeddedPython create() {
        return new EmbeddedPython(CodeLimits.defaults(), 128, 1, 16, Duration.ofSeconds(10));
    }

    /**
     * Other limits of each action.
     *
     * @param each what an action may use
     * @return an executor of its own
     */
    public EmbeddedPython withLimits(CodeLimits each) {
        return new EmbeddedPython(Objects.requireNonNull(each, "each"), megabytes, warm, most, patience);
    }

    /**
     * Another bound of memory.
     *
     * @param each 48 to 1024 megabytes for each session, of which Python itself takes 40; only what is written takes heap
     * @return an executor of its own
     */
    public EmbeddedPython withMegabytes(int each) {
        if (each < LEAST_MEGABYTES || each > MOST_MEGABYTES) {
            throw new IllegalArgumentException(LEAST_MEGABYTES + " to " + MOST_MEGABYTES + " megabytes, got " + each);
        }
        return new EmbeddedPython(limits, each, warm, most, patience);
    }

    /**
     * Another number of instances that wait ready.
     *
     * @param instances 0 or more
     * @return an executor of its own
     */
    public EmbeddedPython withWarm(int instances) {
        if (instances < 0) {
            throw new IllegalArgumentException("0 or more instances, got " + instances);
        }
        return new EmbeddedPython(limits, megabytes, instances, most, patience);
    }

    /**
     * Another number of sessions.
     *
     * @param sessions how many there are at once, 1 or more
     * @param wait how long one waits for a place
     * @return an executor of its own
     */
    public EmbeddedPython withMost(int sessions, Duration wait) {
        if (sessions < 1) {
            throw new IllegalArgumentException("1 or more sessions, got " + sessions);
        }
        return new EmbeddedPython(limits, megabytes, warm, sessions, Objects.requireNonNull(wait, "wait"));
    }

    @Override
    public String language() {
        return CodeAct.PYTHON;
    }

    @Override
    public CodeLimits limits() {
        return limits;
    }

    @Override
    public String confinement() {
        return "CPython 3.13 as WebAssembly inside the JVM: no files, network, processes, threads or environment variables; "
                + megabytes + " MB";
    }

    @Override
    public CodeSession open() {
        return new GuestSession(pool().take(), limits);
    }

    private synchronized GuestPool pool() {
        if (closed) {
            throw new IllegalStateException("the executor is closed");
        }
        if (pool == null) {
            pool = new GuestPool(this::start, warm, most, patience);
        }
        return pool;
    }

    private Guest start(GuestWatch watch) throws InterruptedException {
        WasmPython guest = null;
        var ready = false;
        try {
            guest = new WasmPython(Ready.IMAGE, megabytes * PAGES_OF_MEGABYTE, watch);
            guest.awaitReady(START_LIMIT);
            ready = true;
            return guest;
        } catch (IOException | LinkageError | RuntimeException e) {
            throw new PythonUnavailableException(
                    "the embedded Python does not run; openenv-python needs io.trino:trino-wasm-python and run.endive:runtime,"
                            + " wasm in exactly the versions that its pom names: " + e.getMessage(),
                    e);
        } finally {
            if (guest != null && !ready) {
                guest.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
