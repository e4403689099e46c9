package dev.openenv.fault;

import java.util.Locale;

/** What can go wrong. */
public enum FaultKind {
    /** No environment could be opened: there was no free place. */
    OPEN_REFUSED,
    /** A step took long. */
    SLOW_STEP,
    /** The clock jumped before a step. */
    CLOCK_JUMP,
    /** The connection broke before the step was taken; whoever asked cannot tell. */
    DROPPED_BEFORE,
    /** The connection broke after the step was taken; whoever asked cannot tell. */
    DROPPED_AFTER,
    /** The step was taken, and its reply could not be read. */
    GARBLED_REPLY,
    /** What carries the world needed more memory than it may have, and was killed. */
    OUT_OF_MEMORY,
    /** The step did not come back before it was interrupted. */
    HANG,
    /** A tool failed. */
    TOOL_FAILED,
    /** The agent threw something. */
    AGENT_CRASHED,
    /** The agent stopped in the middle. */
    AGENT_GAVE_UP,
    /** The agent took a step twice. */
    AGENT_REPEATED;

    /** As it stands in reports. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
