package dev.openenv.remote;

/**
 * What an {@code EXECUTION_ERROR} after a step means, where the server has one word for a move that the rules forbid and for
 * a world that broke. A server that says which it was is believed whatever is chosen here.
 */
public enum ExecutionErrors {

    /**
     * The state is asked: when the world counted no more steps than were answered, nothing was applied and the action was
     * invalid, else the environment failed.
     */
    ASK_THE_STATE,

    /** The action was invalid: for worlds that raise for forbidden moves and count their steps first. */
    INVALID_ACTION,

    /** The environment failed: for worlds in which every action that is well-formed is allowed. */
    ENVIRONMENT_FAILED
}
