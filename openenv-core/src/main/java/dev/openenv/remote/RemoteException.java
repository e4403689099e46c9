package dev.openenv.remote;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
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
