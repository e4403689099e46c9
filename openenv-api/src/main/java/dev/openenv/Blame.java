package dev.openenv;

/** Whose fault an error is. */
public enum Blame {
    /** The agent did something that is not allowed. */
    AGENT,
    /** The environment's own code failed. */
    ENVIRONMENT,
    /** What carries the environment failed: network, container, disk, capacity. */
    INFRASTRUCTURE,
    /** The program that uses the SDK made a mistake, for example a step after close. */
    CALLER,
    /** Nobody can tell. */
    UNKNOWN
}
