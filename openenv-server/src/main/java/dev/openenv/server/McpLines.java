package dev.openenv.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Messages that come one on a line, up to a length. Confined to one thread. */
final class McpLines {

    /** Stands for a line that is too long; its bytes were skipped. */
    static final byte[] TOO_LONG = {};

    private final InputStream in;
    private final int most;
    private final byte[] chunk = new byte[64 << 10];
    private int at;
    private int end;

    McpLines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The next line that is not blank, without its end; null at the end of the input. */
    byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream();
        var skipping = false;
        while (at < end || fill()) {
            var stop = at;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            skipping = skipping || line.size() + stop - at > most;
            if (!skipping) {
                line.write(chunk, at, stop - at);
            }
            var complete = stop < end;
            at = complete ? stop + 1 : stop;
            if (complete && skipping) {
                return TOO_LONG;
            }
            if (complete && !isBlank(line)) {
                return line.toByteArray();
            }
            if (complete) {
                line.reset();
            }
        }
        return skipping ? TOO_LONG : isBlank(line) ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private static boolean isBlank(ByteArrayOutputStream line) {
        return line.size() == 0
                || (line.size() < 8 && line.toString(StandardCharsets.US_ASCII).isBlank());
    }
}
