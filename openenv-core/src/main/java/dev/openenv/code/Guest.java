package dev.openenv.code;

/** A guest that was started, for one session. */
public interface Guest extends GuestLine {

    /**
     * Whether it could still take a request.
     *
     * @return false once it has ended
     */
    boolean alive();
}
