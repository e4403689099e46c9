package dev.openenv;

/** Whether the call that failed changed the world. */
public enum Effect {
    /** Nothing changed. */
    NOT_APPLIED,
    /** Nobody can tell, for example after a timeout. */
    MAYBE,
    /** The world changed although the call failed. */
    APPLIED
}
