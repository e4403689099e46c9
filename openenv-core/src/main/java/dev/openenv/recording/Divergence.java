package dev.openenv.recording;

import java.util.Objects;

/**
 * The first place where a replay differs from the recording.
 *
 * @param step index of the recorded step, refused ones counted, from 0; {@value #RESET} for the reset
 * @param pointer JSON pointer (RFC 6901) into what reset or step gave, for example {@code /observation/marks/2} or
 *     {@code /reward}; {@code /failure} when one of the two failed, {@code /action} when the action cannot be given again
 * @param expected what the recording says, as JSON text or words
 * @param actual what the replay gave, as JSON text or words
 */
public record Divergence(int step, String pointer, String expected, String actual) {

    /** The step of a divergence that reset shows. */
    public static final int RESET = -1;

    /**
     * Checks the parts.
     *
     * @param step index of the recorded step, refused ones counted, from 0; {@value #RESET} for the reset
     * @param pointer JSON pointer (RFC 6901) into what reset or step gave, for example {@code /observation/marks/2} or {@code /reward}; {@code /failure} when one of the two failed, {@code /action} when the action cannot be given again
     * @param expected what the recording says, as JSON text or words
     * @param actual what the replay gave, as JSON text or words
     */
    public Divergence {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
    }

    @Override
    public String toString() {
        return (step == RESET ? "reset" : "step " + step) + ", " + pointer + ": expected " + expected + ", got "
                + actual;
    }
}
