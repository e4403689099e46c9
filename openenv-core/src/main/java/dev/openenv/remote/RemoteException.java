package dev.openenv.remote;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.io.EOFException;
import java.net.URI;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The server, or the way to it, failed: no connection, a refused handshake, a lost session, a reply that is none. What the
 * world itself does wrong comes as the exceptions that an environment in process throws.
 *
 * <p>Codes: {@code connect_failed}, {@code handshake_refused}, {@code open_timeout}, {@code http_status}, {@code
 * connection_lost}, {@code connection_closed}, {@code server_stopped}, {@code message_too_large}, {@code ping_timeout},
 * {@code bad_reply}, {@code observation_mismatch}, {@code session_unknown} (the server forgot the session while its
 * connection was lost), {@code session_lost} (a call after one of these), and the codes of the server's error frames in lower case: {@code invalid_json}, {@code unknown_type}, {@code validation_error}, {@code
 * session_error} and whatever else a server has.
 */
public class RemoteException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** What was talked to. */
    private final URI uri;

    /** The close code of the WebSocket, 0 when there was none. */
    private final int closeCode;

    RemoteException(
            String code,
            String message,
            URI uri,
            int closeCode,
            Blame blame,
            Effect effect,
            Retry retry,
            @Nullable Throwable cause) {
        super(code, message, blame, effect, retry, cause);
        this.uri = Objects.requireNonNull(uri, "uri");
        this.closeCode = closeCode;
    }

    /** A failure of the way there or of the server. */
    static RemoteException infrastructure(
            String code, String message, URI uri, Effect effect, Retry retry, @Nullable Throwable cause) {
        return new RemoteException(code, message, uri, 0, Blame.INFRASTRUCTURE, effect, retry, cause);
    }

    /**
     * The connection broke during a call: nobody can tell whether the world changed. For whoever stands in for a server, such
     * as {@link dev.openenv.fault.Faults}.
     *
     * @param call what was called, for example {@code step}
     * @param uri what was talked to
     * @return an error with the code {@code connection_lost}, as the client throws it
     */
    public static RemoteException connectionLost(String call, URI uri) {
        return lost().during(call, uri, Effect.MAYBE);
    }

    /**
     * The reply to a call could not be read, which ends the session. For whoever stands in for a server.
     *
     * @param call what was called
     * @param uri what was talked to
     * @param why what is wrong with the reply
     * @return an error with the code {@code bad_reply}, as the client throws it
     */
    public static RemoteException badReply(String call, URI uri, String why) {
        return bad(why).during(call, uri, Effect.MAYBE);
    }

    /**
     * A call came after the session had ended. For whoever stands in for a server.
     *
     * @param call what was called
     * @param first the failure that ended the session
     * @return an error with the code {@code session_lost}, as the client throws it
     */
    public static RemoteException sessionLost(String call, RemoteException first) {
        var ending = first.code().equals("bad_reply") ? bad("see there") : lost();
        var after = ending.after(call, first.uri());
        after.addSuppressed(first);
        return after;
    }

    private static Ending lost() {
        return Ending.lost(new EOFException("end of stream"));
    }

    private static Ending bad(String why) {
        return Ending.of("bad_reply", "sent a reply that is none: " + why, null);
    }

    /**
     * What was talked to.
     *
     * @return the address of the socket or of the HTTP route
     */
    public URI uri() {
        return uri;
    }

    /**
     * The code with which the server closed the WebSocket (RFC 6455, section 7.4).
     *
     * @return 1000 to 4999; 1005 for a close frame without a code, 1006 for an end without a close frame; empty when it was
     *     not the server that closed
     */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
