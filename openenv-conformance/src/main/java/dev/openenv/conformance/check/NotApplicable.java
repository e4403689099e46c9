package dev.openenv.conformance.check;

/** A check cannot be run here; the message says why. */
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotApplicable(String reason) {
        super(reason, null, false, false);
    }
}
