package dev.openenv.relay;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What stands on the line: a kind, a channel, a length and so many bytes. */
final class RelayFrame {

    /** The most bytes in a frame. */
    static final int MOST_BYTES = 32 << 10;

    static final int HEAD_BYTES = 9;

    /** The far end is there; channel 0. */
    static final byte READY = 0;

    /** A client has connected. */
    static final byte OPEN = 1;

    /** Bytes of a connection. */
    static final byte BYTES = 2;

    /** No more bytes will come. */
    static final byte END = 3;

    /** The connection is gone, both ways. */
    static final byte GONE = 4;

    /** So many bytes have been taken and may follow again; 4 bytes. */
    static final byte TAKEN = 5;

    private final byte kind;
    private final int channel;
    private final byte[] bytes;

    private RelayFrame(byte kind, int channel, byte[] bytes) {
        this.kind = kind;
        this.channel = channel;
        this.bytes = bytes;
    }

    byte kind() {
        return kind;
    }

    int channel() {
        return channel;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The number in a {@link #TAKEN} frame. */
    int number() throws IOException {
        if (bytes.length != Integer.BYTES) {
            throw new IOException("the relay's far end sent a number of " + bytes.length + " bytes");
        }
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** The next frame, or null at the end. */
    static @Nullable RelayFrame read(DataInputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return null;
        }
        try {
            var channel = in.readInt();
            var length = in.readInt();
            if (first > TAKEN || length < 0 || length > MOST_BYTES) {
                throw new IOException(
                        "the relay's far end sent what is no frame (kind " + first + ", length " + length + ")");
            }
            var bytes = new byte[length];
            in.readFully(bytes);
            return new RelayFrame((byte) first, channel, bytes);
        } catch (EOFException e) {
            throw new EOFException("the relay's far end stopped in the middle of a frame");
        }
    }

    static byte[] write(byte kind, int channel, byte[] bytes, int length) {
        return ByteBuffer.allocate(HEAD_BYTES + length)
                .put(kind)
                .putInt(channel)
                .putInt(length)
                .put(bytes, 0, length)
                .array();
    }
}
