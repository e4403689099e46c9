package dev.openenv.fault;

import java.util.Objects;

/**
 * A fault that an episode met.
 *
 * @param kind what went wrong
 * @param attempt in which try of the episode, from 0; more than 0 when it was played again
 * @param step in which step, from 0; -1 when it was before the first
 * @param detail how long, which tool; empty when there is nothing to add
 */
public record MetFault(FaultKind kind, int attempt, int step, String detail) {

    /**
     * Checks the parts.
     *
     * @param kind what went wrong
     * @param attempt in which try of the episode, from 0; more than 0 when it was played again
     * @param step in which step, from 0; -1 when it was before the first
     * @param detail how long, which tool; empty when there is nothing to add
     */
    public MetFault {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
        if (attempt < 0 || step < -1) {
            throw new IllegalArgumentException("attempt " + attempt + ", step " + step);
        }
    }

    @Override
    public String toString() {
        return "try " + attempt + ", " + (step < 0 ? "reset" : "step " + step) + ": " + kind.words()
                + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
