package dev.openenv.check;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** The environment breaks a promise; results of agents in it cannot be trusted. */
    ERROR,

    /** Nothing is broken, but users would be better off. */
    ADVICE
}
