package dev.openenv;

/** What to do after an error. */
public enum Retry {
    /** Trying again will fail again. */
    NEVER,
    /** The same call may succeed later. */
    SAME_CALL,
    /** Start a new episode; never repeat the step. */
    NEW_EPISODE
}
