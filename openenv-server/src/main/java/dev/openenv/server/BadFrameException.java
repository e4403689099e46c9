package dev.openenv.server;

/** What came in is no WebSocket frame, or none that is taken. */
final class BadFrameException extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;

    BadFrameException(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** With which the socket is to be closed. */
    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
