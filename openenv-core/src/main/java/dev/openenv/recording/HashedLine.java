package dev.openenv.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A line ready to be written but for its hash, which depends on the lines before. Immutable. */
final class HashedLine {

    private static final String HASH = ",\"" + RecordingFormat.HASH + "\":\"";
    private static final int REST = 100;

    private final byte[] canonical;
    private final byte[] open;

    private HashedLine(byte[] canonical, byte[] open) {
        this.canonical = canonical;
        this.open = open;
    }

    /**
     * A line with these fields, at least one.
     *
     * @throws JsonFormatException when it cannot be written, or could not be read again
     */
    static HashedLine of(JsonObject fields) {
        var text = JsonText.write(fields);
        if (text.length() > JsonText.MAX_NAME) {
            ReadableLimits.check(fields);
        }
        var open = (text.substring(0, text.length() - 1) + HASH).getBytes(UTF_8);
        if (open.length > RecordingFormat.MAX_LINE - REST) {
            throw new JsonFormatException(
                    "a line of " + open.length + " bytes, at most " + RecordingFormat.MAX_LINE + " can be read");
        }
        return new HashedLine(JsonText.canonical(fields).getBytes(UTF_8), open);
    }

    static HashedLine header() {
        return of(RecordingFormat.header());
    }

    /** Writes the line and says how many bytes it has. */
    int writeTo(OutputStream out, HashChain chain) throws IOException {
        var rest = (chain.next(canonical) + "\"}\n").getBytes(UTF_8);
        out.write(open);
        out.write(rest);
        return open.length + rest.length;
    }

    /** Whether these bytes can be what is left of this line when it was the first of a file and torn. */
    boolean tornTo(byte[] bytes) {
        var common = Math.min(open.length, bytes.length);
        return Arrays.equals(open, 0, common, bytes, 0, common);
    }
}
