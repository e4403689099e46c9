package dev.openenv.server;

import java.time.Duration;

/**
 * Hears what a server does: for metrics and audits. Every method does nothing until overridden.
 *
 * <p>Safe for many threads: it is called from the server's own threads, several at once, and must not wait. What it
 * throws is logged and goes no further. Nothing is measured on the way of a step while no listener is set.
 *
 * <pre>{@code
 * EnvServer.serve(provider).listener(new ServerListener() {
 *     public void refused(Refusal reason) {
 *         refusals.merge(reason, 1, Integer::sum);
 *     }
 * });
 * }</pre>
 */
public interface ServerListener {

    /** What a call asked of an environment. */
    enum Operation {
        /** The start of an episode. */
        RESET,
        /** One action. */
        STEP,
        /** The state of the episode. */
        STATE
    }

    /** How a call ended. */
    enum Outcome {
        /** With a result. */
        OK,
        /** The environment refused the action; the agent's doing. */
        INVALID_ACTION,
        /** It took longer than the step deadline. */
        TIMED_OUT,
        /** The environment threw. */
        FAILED
    }

    /** Why a session ended. */
    enum SessionEnd {
        /** Its client closed it. */
        CLIENT,
        /** Its connection broke, or nobody answered pings. */
        LOST,
        /** It did nothing for longer than the server allows. */
        IDLE,
        /** The server closed. */
        SERVER,
        /** Its environment could not be made. */
        FACTORY
    }

    /** Why a client was turned away. */
    enum Refusal {
        /** All sessions, all places for plain calls, or all memory for what clients send are taken. */
        CAPACITY,
        /** There are too many connections. */
        CONNECTIONS,
        /** No token, or a wrong one. */
        TOKEN,
        /** A page of another site asked. */
        ORIGIN,
        /** The request was meant for another host. */
        HOST,
        /** The request did not arrive in time. */
        SLOW,
        /** The server is closing. */
        CLOSING
    }

    /** A session began. */
    default void sessionOpened() {}

    /**
     * A session ended; once for each that began.
     *
     * @param reason why
     */
    default void sessionClosed(SessionEnd reason) {}

    /**
     * An environment answered or failed.
     *
     * @param operation what was asked
     * @param outcome how it ended
     * @param took time in the environment and in reading and writing its JSON; zero or more
     */
    default void callFinished(Operation operation, Outcome outcome, Duration took) {}

    /**
     * A client was turned away.
     *
     * @param reason why
     */
    default void refused(Refusal reason) {}
}
