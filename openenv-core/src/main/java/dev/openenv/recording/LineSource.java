package dev.openenv.recording;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into lines, one in memory at a time. Confined to one thread at a time. */
final class LineSource implements Closeable {

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int until;
    private long number;
    private long offset;

    LineSource(InputStream in) {
        this.in = in;
    }

    /**
     * The next line.
     *
     * @param limit the most bytes it may have
     * @return the line, or null at the end of the stream
     */
    @Nullable
    Line next(int limit) throws IOException {
        number++;
        ByteArrayOutputStream before = null;
        while (true) {
            if (from == until) {
                from = 0;
                until = Math.max(0, in.read(buffer));
                if (until == 0) {
                    return before == null ? null : line(before.toByteArray(), false);
                }
            }
            var end = from;
            while (end < until && buffer[end] != '\n') {
                end++;
            }
            if (end - from + (before == null ? 0 : before.size()) > limit) {
                offset += before == null ? 0 : before.size();
                throw new LineTooLongException(number, limit);
            }
            if (end < until) {
                var bytes = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                if (before != null) {
                    before.writeBytes(bytes);
                    bytes = before.toByteArray();
                }
                return line(bytes, true);
            }
            if (before == null) {
                before = new ByteArrayOutputStream(2 * (end - from));
            }
            before.write(buffer, from, end - from);
            from = end;
        }
    }

    /** Goes to the end of a line that was too long. */
    void skipLine() throws IOException {
        while (true) {
            if (from == until) {
                from = 0;
                until = Math.max(0, in.read(buffer));
                if (until == 0) {
                    return;
                }
            }
            while (from < until) {
                offset++;
                if (buffer[from++] == '\n') {
                    return;
                }
            }
        }
    }

    private Line line(byte[] bytes, boolean ended) {
        offset += bytes.length + (ended ? 1 : 0);
        return new Line(number, offset, bytes, ended);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** One line: its number from 1, where the next one starts, and whether a line break ended it. */
    static final class Line {

        final long number;
        final long nextOffset;
        final byte[] bytes;
        final boolean ended;

        Line(long number, long nextOffset, byte[] bytes, boolean ended) {
            this.number = number;
            this.nextOffset = nextOffset;
            this.bytes = bytes;
            this.ended = ended;
        }

        boolean blank() {
            for (var b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** A line has more bytes than a recording can have. */
    static final class LineTooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        final long number;

        LineTooLongException(long number, int limit) {
            super("line " + number + " is longer than " + limit + " bytes");
            this.number = number;
        }
    }
}
