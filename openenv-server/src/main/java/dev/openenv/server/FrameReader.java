package dev.openenv.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages in the bytes that a WebSocket client sends (RFC 6455, without extensions). A session at rest keeps nothing
 * but a few numbers here. Confined to one thread at a time.
 */
final class FrameReader {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    static final int MOST_CONTROL = 125;
    static final int PROTOCOL_ERROR = 1002;
    static final int NOT_UTF8 = 1007;
    static final int TOO_LARGE = 1009;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] NOTHING = {};

    private static final int TRY_LATER = 1013;

    private final long limit;
    private final Budget.Share share;
    private final byte[] head = new byte[14];
    private int headLength;
    private boolean inFrame;
    private int opcode;
    private boolean last;
    private int mask;
    private long left;
    private byte[] control = NOTHING;
    private byte[] message = NOTHING;
    private int length;

    /** What the message that comes in is; CONTINUATION when none does. */
    private int kind;

    private long binaryLength;

    /** {@code limit} is how many bytes a message may have; {@code share} what it may hold before it is there. */
    FrameReader(long limit, Budget.Share share) {
        this.limit = limit;
        this.share = share;
    }

    /** Takes what {@link #feed} finds. */
    interface Sink {

        void message(@Nullable String text);

        void control(int opcode, byte[] payload) throws BadFrameException;
    }

    /** Takes all bytes. */
    void feed(ByteBuffer in, Sink sink) throws BadFrameException {
        while (in.hasRemaining()) {
            if (!inFrame && !startFrame(in)) {
                return;
            }
            take(in);
            if (left > 0) {
                return;
            }
            inFrame = false;
            headLength = 0;
            endFrame(sink);
        }
    }

    private boolean startFrame(ByteBuffer in) throws BadFrameException {
        while (in.hasRemaining()) {
            head[headLength++] = in.get();
            if (headLength >= 2 && headLength == headSize()) {
                inFrame = true;
                checkHead();
                if (left == 0) {
                    return true;
                }
                return in.hasRemaining();
            }
        }
        return false;
    }

    private int headSize() throws BadFrameException {
        if (headLength == 2) {
            if ((head[0] & 0x70) != 0) {
                throw new BadFrameException(PROTOCOL_ERROR, "reserved bits are set");
            }
            if ((head[1] & 0x80) == 0) {
                throw new BadFrameException(PROTOCOL_ERROR, "a client must mask its frames");
            }
        }
        var size = head[1] & 0x7F;
        return 6 + (size < 126 ? 0 : size == 126 ? 2 : 8);
    }

    private void checkHead() throws BadFrameException {
        opcode = head[0] & 0xF;
        last = head[0] < 0;
        var size = head[1] & 0x7F;
        left = size;
        if (size >= 126) {
            left = 0;
            for (var i = 2; i < headLength - 4; i++) {
                left = left << 8 | (head[i] & 0xFF);
            }
            if (left >= 0 && left < (size == 126 ? 126 : 1 << 16)) {
                throw new BadFrameException(PROTOCOL_ERROR, "a length is longer than it need be");
            }
        }
        mask = 0;
        for (var i = headLength - 4; i < headLength; i++) {
            mask = mask << 8 | (head[i] & 0xFF);
        }
        switch (opcode) {
            case CLOSE, PING, PONG -> {
                if (!last || left > MOST_CONTROL) {
                    throw new BadFrameException(PROTOCOL_ERROR, "a control frame is too long or in parts");
                }
                control = left == 0 ? NOTHING : new byte[(int) left];
            }
            case TEXT, BINARY, CONTINUATION -> startData();
            default -> throw new BadFrameException(PROTOCOL_ERROR, "unknown opcode " + opcode);
        }
    }

    private void startData() throws BadFrameException {
        if ((opcode == CONTINUATION) != (kind != CONTINUATION)) {
            throw new BadFrameException(
                    PROTOCOL_ERROR, kind == CONTINUATION ? "nothing to continue" : "a message within a message");
        }
        if (opcode != CONTINUATION) {
            kind = opcode;
        }
        if (left < 0 || left > limit - length - binaryLength) {
            throw new BadFrameException(TOO_LARGE, "more than " + limit + " bytes");
        }
    }

    private void take(ByteBuffer in) throws BadFrameException {
        var count = (int) Math.min(left, in.remaining());
        if (opcode >= CLOSE) {
            var from = control.length - (int) left;
            in.get(control, from, count);
            unmask(control, from, count);
        } else if (kind == TEXT) {
            var needed = length + count;
            if (needed > message.length) {
                var most = last ? length + left : limit;
                var grown = Math.max(needed, Math.min(2L * needed, most));
                if (grown > Budget.SMALL && !share.reach(grown)) {
                    message = NOTHING;
                    share.end();
                    throw new BadFrameException(TRY_LATER, Budget.BUSY);
                }
                message = Arrays.copyOf(message, (int) grown);
            }
            in.get(message, length, count);
            unmask(message, length, count);
            length += count;
        } else {
            in.position(in.position() + count);
            binaryLength += count;
        }
        left -= count;
    }

    private void unmask(byte[] bytes, int from, int count) {
        var at = from;
        var end = from + count;
        var wide = (long) mask << 32 | (mask & 0xFFFFFFFFL);
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
        }
        for (var i = 0; at < end; at++, i++) {
            bytes[at] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        mask = Integer.rotateLeft(mask, 8 * (count & 3));
    }

    private void endFrame(Sink sink) throws BadFrameException {
        if (opcode >= CLOSE) {
            var payload = control;
            control = NOTHING;
            sink.control(opcode, payload);
        } else if (last) {
            var text = kind == TEXT ? utf8(message, length) : null;
            if (message.length > Budget.SMALL) {
                share.empty();
            }
            message = NOTHING;
            length = 0;
            binaryLength = 0;
            kind = CONTINUATION;
            sink.message(text);
        }
    }

    /** Nothing comes any more; on any thread. */
    void end() {
        share.end();
    }

    static String utf8(byte[] bytes, int length) throws BadFrameException {
        var text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // was sent, or stands for what is broken
            try {
                CharBuffer unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            } catch (CharacterCodingException e) {
                throw new BadFrameException(NOT_UTF8, "not UTF-8");
            }
        }
        return text;
    }
}
