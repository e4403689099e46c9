package dev.openenv.environments.desk;

/** Who somebody works with. */
public enum Team {
    /** Those who work on tickets. */
    SUPPORT,
    /** Those who build. */
    ENGINEERING,
    /** Those who count. */
    FINANCE,
    /** Those who sell. */
    SALES
}
