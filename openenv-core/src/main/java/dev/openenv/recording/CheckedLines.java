package dev.openenv.recording;

import dev.openenv.OpenEnvException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a recording after its header, as JSON, checked against the chain of hashes. Confined to one thread at a
 * time.
 */
final class CheckedLines implements Closeable {

    private static final int HEADER_LIMIT = 4096;

    private final int limit;
    private final Path path;
    private final Issues issues;
    private final LineSource source;
    private final HashChain chain = new HashChain();
    private boolean hashLost;
    private String lastHash = "";
    private long wholeUntil;
    private boolean lineEnded;

    CheckedLines(Path path, InputStream in, Issues issues) {
        this(path, in, issues, RecordingFormat.MAX_LINE);
    }

    /** Lines with this limit, in bytes. */
    CheckedLines(Path path, InputStream in, Issues issues, int limit) {
        this.limit = limit;
        this.path = path;
        this.issues = issues;
        this.source = new LineSource(in);
    }

    /** A line's JSON and its number, and whether it is as it was written. */
    record Line(JsonObject json, long number, boolean good) {}

    /** Reads the first line. */
    void header() {
        LineSource.Line line;
        try {
            line = source.next(HEADER_LIMIT);
        } catch (LineSource.LineTooLongException e) {
            throw notARecording(e);
        } catch (IOException e) {
            throw notRead(path, e);
        }
        if (line == null) {
            throw RecordingException.file("recording_empty", path, "the file is empty", null);
        }
        JsonObject json;
        try {
            json = JsonText.parse(line.bytes);
        } catch (OpenEnvException e) {
            if (!line.ended && HashedLine.header().tornTo(line.bytes)) {
                throw RecordingException.file("recording_empty", path, "the file ends within its first line", e);
            }
            throw notARecording(e);
        }
        if (!RecordingFormat.NAME.equals(json.get(RecordingFormat.FORMAT))) {
            throw notARecording(null);
        }
        var version = json.get(RecordingFormat.FORMAT_VERSION);
        if (!Long.valueOf(RecordingFormat.VERSION).equals(version)) {
            throw RecordingException.file(
                    "recording_version",
                    path,
                    "this is version " + version + " of the recording format; this SDK reads version "
                            + RecordingFormat.VERSION + ", use the SDK that wrote it",
                    null);
        }
        checked(line, json);
    }

    private RecordingException notARecording(@Nullable Throwable cause) {
        return RecordingException.file(
                "not_a_recording",
                path,
                "not a recording: the first line does not name the format '" + RecordingFormat.NAME + "'",
                cause);
    }

    /** The next line that is JSON, or null when there is none. */
    @Nullable
    Line next() {
        while (true) {
            var line = raw();
            if (line == null) {
                return null;
            }
            if (line.blank()) {
                continue;
            }
            JsonObject json;
            try {
                json = JsonText.parse(line.bytes);
            } catch (OpenEnvException e) {
                unreadable(line, e);
                continue;
            }
            return checked(line, json);
        }
    }

    private LineSource.@Nullable Line raw() {
        try {
            while (true) {
                try {
                    return source.next(limit);
                } catch (LineSource.LineTooLongException e) {
                    hashLost = true;
                    issues.add(RecordingIssue.Kind.DAMAGED_LINE, e.number, String.valueOf(e.getMessage()), e);
                    source.skipLine();
                }
            }
        } catch (IOException e) {
            throw notRead(path, e);
        }
    }

    private void unreadable(LineSource.Line line, OpenEnvException e) {
        if (line.ended) {
            hashLost = true;
            // Each line is a text of its own for the parser, so the line that it names is always the first.
            var problem = String.valueOf(e.getMessage()).replaceFirst("^not JSON: (line 1, )?", "");
            issues.add(RecordingIssue.Kind.DAMAGED_LINE, line.number, "not a JSON object: " + problem, e);
        } else {
            issues.add(
                    RecordingIssue.Kind.TORN_LINE,
                    line.number,
                    "the last line was not written to its end (" + line.bytes.length + " bytes)",
                    e);
        }
    }

    private Line checked(LineSource.Line line, JsonObject json) {
        var stated = json.string(RecordingFormat.HASH).orElse("");
        var found = chain.next(JsonText.canonical(json.without(RecordingFormat.HASH)));
        var follows = hashLost ? !stated.isEmpty() : found.equals(stated);
        var good = follows && !hashLost;
        hashLost = false;
        chain.continueFrom(stated);
        if (!follows) {
            issues.add(RecordingIssue.Kind.BROKEN_CHAIN, line.number, chainProblem(json, stated), null);
        }
        lastHash = stated;
        wholeUntil = line.nextOffset;
        lineEnded = line.ended;
        return new Line(json, line.number, good);
    }

    private static String chainProblem(JsonObject json, String stated) {
        if (json.has(RecordingFormat.FORMAT)) {
            return "a second recording begins here; files that are joined are not one recording, write their episodes"
                    + " with RecordingWriter instead";
        }
        return stated.isEmpty()
                ? "the line has no hash"
                : "the hash does not follow from the line before; something was changed, moved, added or removed here";
    }

    static RecordingException notRead(Path path, IOException e) {
        return RecordingException.file("recording_not_read", path, "cannot be read: " + e, e);
    }

    /** The hash that the next line goes on from. */
    String lastHash() {
        return lastHash;
    }

    /** Where the last whole line ends, in bytes. */
    long wholeUntil() {
        return wholeUntil;
    }

    /** Whether a line break ends the last whole line. */
    boolean lineEnded() {
        return lineEnded;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
