package dev.openenv.environments.desk;

/** How soon a ticket wants somebody. */
public enum Priority {
    /** Some day. */
    LOW,
    /** This week. */
    NORMAL,
    /** Today. */
    HIGH,
    /** Now. */
    URGENT
}
