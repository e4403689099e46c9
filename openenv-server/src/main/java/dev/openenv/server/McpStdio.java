package dev.openenv.server;

import dev.openenv.EnvironmentProvider;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Serves the tools of one environment to one client of the Model Context Protocol, over two streams: one message a line. The
 * process that a client starts as its "stdio server" does nothing else.
 *
 * <p>The client's world is opened by its first request and closed at the end. Calls come one after the other; a ping and a
 * cancellation are heard meanwhile. Safe for many threads, for one {@link #run}.
 *
 * <pre>{@code
 * McpStdio.of(provider).run(System.in, out);    // out: the real standard output, to which nobody else may write
 * }</pre>
 */
public final class McpStdio implements AutoCloseable {

    private final EnvironmentProvider<?, ?> provider;
    private Mode mode = Mode.SIMULATION;
    private volatile Runnable end = () -> {};

    private McpStdio(EnvironmentProvider<?, ?> provider) {
        this.provider = provider;
    }

    /**
     * A server that is not running yet.
     *
     * @param provider opens the environment; opened leniently when it is a {@link dev.openenv.provider.LenientOpening}
     * @return the server
     */
    public static McpStdio of(EnvironmentProvider<?, ?> provider) {
        return new McpStdio(Objects.requireNonNull(provider, "provider"));
    }

    /**
     * Whose tools there are; those of simulation otherwise.
     *
     * @param value the mode
     * @return this
     */
    public McpStdio mode(Mode value) {
        mode = Objects.requireNonNull(value, "mode");
        return this;
    }

    /**
     * Serves until the input ends or {@link #close} is called. What was asked before the input's end is answered, if that
     * takes no longer than a second or two; then what still runs is interrupted and the world closed.
     *
     * @param in what the client says, UTF-8
     * @param out what it reads; nothing but messages is written to it
     * @throws InterruptedException when the calling thread is interrupted
     */
    public void run(InputStream in, OutputStream out) throws InterruptedException {
        try (var session = McpStdioSession.of(provider, mode, out)) {
            end = session::end;
            session.serve(in);
        }
    }

    /** Ends a {@link #run} of another thread soon, as the end of its input would. */
    @Override
    public void close() {
        end.run();
    }
}
