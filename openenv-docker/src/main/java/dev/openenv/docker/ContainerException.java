package dev.openenv.docker;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A container, or the engine that runs it, failed. What the world inside does wrong comes as the exceptions that an environment
 * in process throws.
 *
 * <p>Codes: {@code no_engine} (none answers), {@code engine_refused} (it does not take the options; the message is its own),
 * {@code image_missing}, {@code start_failed} (such as a command that is not in the image, or a port that is taken),
 * {@code container_exited}, {@code out_of_memory}, {@code container_paused}, {@code container_gone} (somebody removed it),
 * {@code not_ready} (no answer from the server inside in time), {@code relay_unavailable} (nothing in the image carries
 * connections where it has no network), {@code network_unavailable} (the network asked for cannot be had here).
 */
public class ContainerException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** What was to run. */
    private final String image;

    /** With what the process ended, -1 when it did not. */
    private final int exitCode;

    /** The last lines of its log. */
    private final String logTail;

    ContainerException(
            String code,
            String message,
            String image,
            int exitCode,
            String logTail,
            Effect effect,
            Retry retry,
            @Nullable Throwable cause) {
        super(code, message, Blame.INFRASTRUCTURE, effect, retry, cause);
        this.image = Objects.requireNonNull(image, "image");
        this.exitCode = exitCode;
        this.logTail = Objects.requireNonNull(logTail, "logTail");
    }

    /** Nothing has happened yet. */
    static ContainerException before(
            String code, String message, String image, Retry retry, @Nullable Throwable cause) {
        return new ContainerException(code, message, image, -1, "", Effect.NOT_APPLIED, retry, cause);
    }

    /**
     * What was to run.
     *
     * @return the image's name; empty when the engine itself failed
     */
    public String image() {
        return image;
    }

    /**
     * With what the container's process ended.
     *
     * @return 0 to 255; empty when it has not ended, or is not known
     */
    public OptionalInt exitCode() {
        return exitCode < 0 ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /**
     * The last lines that the container wrote.
     *
     * @return at most 2,000 characters, empty when there are none
     */
    public String logTail() {
        return logTail;
    }
}
