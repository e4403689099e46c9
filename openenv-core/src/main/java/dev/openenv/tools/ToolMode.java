package dev.openenv.tools;

/** What an environment is served for; a tool may exist in one of them only, or be another thing in each. */
public enum ToolMode {
    /** Agents learn and are tested; nothing real happens. */
    SIMULATION,
    /** An agent works. */
    PRODUCTION
}
