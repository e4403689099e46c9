package dev.openenv.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server was told.
 *
 * @param host interface to bind
 * @param port 0 for any free one
 * @param mode what plain HTTP may do
 * @param maxSessions sessions at once
 * @param idleLimit after which a session is ended; null for never
 * @param sessionExpiry after which a session that has no socket and does nothing is ended
 * @param resumeLimit for which a session outlives its socket when its client negotiated that
 * @param stepDeadline for one call of an environment; null for none
 * @param maxMessageBytes of a request body or message
 * @param hideErrors whether clients read ids instead of exception texts
 * @param drainLimit how long running calls may take when the server closes
 * @param controlOpen whether sockets and the playground may reset, step and ask for the state
 * @param web of the playground; null when it is off
 * @param exposure how it meets the world outside
 */
record Settings(
        String host,
        int port,
        Mode mode,
        int maxSessions,
        @Nullable Duration idleLimit,
        Duration sessionExpiry,
        Duration resumeLimit,
        @Nullable Duration stepDeadline,
        int maxMessageBytes,
        boolean hideErrors,
        Duration drainLimit,
        boolean controlOpen,
        @Nullable WebSurroundings web,
        Exposure exposure) {}
