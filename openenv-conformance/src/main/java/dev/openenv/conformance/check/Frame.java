package dev.openenv.conformance.check;

import java.nio.charset.StandardCharsets;

/** A message of the server; kind {@value #GONE} when the connection ended. */
final class Frame {

    static final int GONE = -1;

    private final int kind;
    private final byte[] payload;

    Frame(int kind, byte[] payload) {
        this.kind = kind;
        this.payload = payload;
    }

    int kind() {
        return kind;
    }

    byte[] payload() {
        return payload;
    }

    int code() {
        return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case RawSocket.TEXT -> "text " + text();
            case RawSocket.CLOSE -> "close " + code();
            case GONE -> "end of the connection";
            default -> "frame of kind " + kind;
        };
    }
}
