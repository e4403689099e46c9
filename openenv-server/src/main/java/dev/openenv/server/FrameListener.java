package dev.openenv.server;

/** What a {@link FrameChannel} tells: on its IO thread, so nothing may wait; but {@link #gone} on any thread. */
interface FrameListener {

    /** A whole text. */
    void text(String message);

    /** A whole binary message, which was not kept. */
    void binary();

    /** A ping, which is answered, or a pong: the other side is alive. */
    void sign();

    /** The other side said farewell, or what it says is refused for good; it is answered after this. */
    void farewell();

    /** The connection is no more; may be told twice. */
    void gone();
}
