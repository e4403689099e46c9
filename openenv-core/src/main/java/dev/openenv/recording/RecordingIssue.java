package dev.openenv.recording;

import java.util.Objects;

/**
 * Something in a recording that is not as the writer leaves it.
 *
 * @param kind what is wrong
 * @param line the line's number, from 1
 * @param message what was found, for people
 */
public record RecordingIssue(Kind kind, long line, String message) {

    /**
     * Checks the parts.
     *
     * @param kind what is wrong
     * @param line the line's number, from 1
     * @param message what was found, for people
     */
    public RecordingIssue {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        if (line < 1) {
            throw new IllegalArgumentException("line must be at least 1, got " + line);
        }
    }

    /**
     * Whether a crash alone explains it, so that even strict reading goes on.
     *
     * @return true for a torn last line and an episode without its end
     */
    public boolean tolerated() {
        return kind == Kind.TORN_LINE || kind == Kind.INCOMPLETE_EPISODE;
    }

    @Override
    public String toString() {
        return "line " + line + ": " + message;
    }

    /** What can be wrong with a recording. */
    public enum Kind {
        /** The last line was not written to its end. */
        TORN_LINE,
        /** An episode has no end. */
        INCOMPLETE_EPISODE,
        /** A line's hash does not follow from the line before: something was changed, moved, added or removed. */
        BROKEN_CHAIN,
        /** A line is not JSON, or a field is missing or of the wrong type. */
        DAMAGED_LINE,
        /** A line stands where it cannot stand, for example a step before any episode. */
        OUT_OF_PLACE
    }
}
