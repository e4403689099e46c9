package dev.openenv.recording;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a file, or throws it when reading is strict. Confined to one thread at a time. */
final class Issues {

    private final Path path;
    private final boolean strict;
    private final List<RecordingIssue> all = new ArrayList<>();

    Issues(Path path, boolean strict) {
        this.path = path;
        this.strict = strict;
    }

    /**
     * Notes an issue.
     *
     * @throws RecordingException when reading is strict and no crash explains the issue
     */
    void add(RecordingIssue.Kind kind, long line, String message, @Nullable Throwable cause) {
        var issue = new RecordingIssue(kind, line, message);
        if (strict && !issue.tolerated()) {
            throw RecordingException.line(path, issue, cause);
        }
        all.add(issue);
    }

    int count() {
        return all.size();
    }

    List<RecordingIssue> all() {
        return List.copyOf(all);
    }
}
