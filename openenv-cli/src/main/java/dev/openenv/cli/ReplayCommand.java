package dev.openenv.cli;

import dev.openenv.recording.RecordingIssue;
import dev.openenv.recording.RecordingReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recorded episodes, played again. */
@Command(
        name = "replay",
        description = "Play every episode of a recording again and say where it first differs from what was recorded;"
                + " also check the recording's chain of hashes.",
        footer = "Exit code 0 when everything is the same, 1 when an episode diverged or the file is damaged, 3 when it"
                + " cannot be read. Episodes of environments that are not in the catalogue, and those that"
                + " failed for a reason outside of the environment, are skipped and counted.")
final class ReplayCommand extends CommonOptions {

    @Parameters(paramLabel = "FILE", description = "A recording (JSON Lines).")
    private Path file = Path.of("");

    @Option(names = "--episode", paramLabel = "ID", order = 1, description = "Play only this episode again.")
    private @Nullable String episode;

    private final Screen screen;
    private final Entries entries;

    ReplayCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        var tally = new ReplayTally(entries.all());
        List<RecordingIssue> issues;
        try (var reader = RecordingReader.openLenient(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (wanted(next.get().episodeId())) {
                    tally.add(next.get());
                }
            }
            for (var incomplete : reader.incomplete()) {
                if (wanted(incomplete.episodeId())) {
                    tally.add(incomplete);
                }
            }
            issues = reader.issues();
        }
        if (episode != null && tally.episodes() == 0) {
            throw new WrongUsageException(
                    "no episode is called '" + episode + "' in " + file + "; see 'openenv show " + file + "'");
        }
        tally.print(screen);
        var whole = issues.stream().allMatch(RecordingIssue::tolerated);
        for (var issue : issues) {
            screen.line((issue.tolerated() ? "note: " : screen.red("damaged: ")) + Printable.line(issue.toString()));
        }
        screen.line("chain of hashes: " + (whole ? "whole" : "broken"));
        return whole && tally.held() ? ExitCode.OK : ExitCode.FAILED;
    }

    private boolean wanted(String id) {
        return episode == null || episode.equals(id);
    }
}
