package dev.openenv.remote;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.net.ProtocolException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Why a socket is of no use any more.
 *
 * @param code for programs
 * @param what for people, the rest of a sentence that begins with the address
 * @param closeCode the server's close code, 0 for none
 * @param cause what was thrown, or null
 */
record Ending(String code, String what, int closeCode, @Nullable Throwable cause) {

    private static final int GOING_AWAY = 1001;
    private static final int ABNORMAL = 1006;
    private static final int TOO_LARGE = 1009;
    private static final int SERVER_ERROR = 1011;
    private static final int RESTART = 1012;
    private static final int TRY_LATER = 1013;

    static Ending of(String code, String what, @Nullable Throwable cause) {
        return new Ending(code, what, 0, cause);
    }

    static Ending closed(int status, String reason) {
        var said = status + (reason.isEmpty() ? ", no reason given" : ", reason: " + reason);
        return switch (status) {
            case GOING_AWAY, RESTART ->
                new Ending("server_stopped", "was stopped (close code " + said + ")", status, null);
            case TOO_LARGE ->
                new Ending("message_too_large", "found a message too large (close code " + said + ")", status, null);
            case ABNORMAL -> new Ending("connection_lost", "ended the connection without a close frame", status, null);
            case SERVER_ERROR -> {
                var ping = reason.contains("ping");
                yield new Ending(
                        ping ? "ping_timeout" : "connection_closed",
                        (ping ? "missed our answer to its ping" : "failed") + " (close code " + said + ")",
                        status,
                        null);
            }
            default -> new Ending("connection_closed", "closed the connection (close code " + said + ")", status, null);
        };
    }

    static Ending lost(Throwable error) {
        return new Ending("connection_lost", "was lost: " + error, 0, error);
    }

    /** Whether another socket may find the server in better shape. */
    boolean passing() {
        return code.equals("connection_lost") && !(cause instanceof ProtocolException)
                || code.equals("ping_timeout")
                || closeCode == GOING_AWAY
                || closeCode == SERVER_ERROR
                || closeCode == RESTART
                || closeCode == TRY_LATER;
    }

    /** The same when the session could not be had again. */
    Ending andGone(OpenEnvException why) {
        return new Ending(
                code, what + ", and the session was not reached again: " + why.getMessage(), closeCode, cause);
    }

    RemoteException during(String call, URI uri, Effect effect) {
        var advice = code.equals("message_too_large") ? "send less" : "open another environment";
        var retry = code.equals("message_too_large") ? Retry.NEVER : Retry.NEW_EPISODE;
        return new RemoteException(
                code,
                uri + " " + what + " during " + call + "; " + advice,
                uri,
                closeCode,
                Blame.INFRASTRUCTURE,
                effect,
                retry,
                cause);
    }

    RemoteException after(String call, URI uri) {
        return new RemoteException(
                "session_lost",
                call + ": the session is gone, " + uri + " " + what + "; open another environment",
                uri,
                closeCode,
                Blame.INFRASTRUCTURE,
                Effect.NOT_APPLIED,
                Retry.NEW_EPISODE,
                cause);
    }
}
