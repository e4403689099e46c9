package dev.openenv.conformance.check;

/** What a check found. */
public enum CheckOutcome {
    /** As the contract says; where it asks for gentler behaviour than the reference's, that is there. */
    PASSED,
    /** As the Python reference behaves, where gentler behaviour is asked for. */
    REFERENCE,
    /** Not run; the text says why. */
    SKIPPED,
    /** Something else; the text says what was expected and what came. */
    FAILED
}
