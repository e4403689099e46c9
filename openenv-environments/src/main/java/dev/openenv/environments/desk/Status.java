package dev.openenv.environments.desk;

/** Where a ticket is in its life. */
public enum Status {
    /** Somebody has to do something. */
    OPEN,
    /** It is done. */
    CLOSED,
    /** It said the same as another, and is part of that. */
    MERGED
}
