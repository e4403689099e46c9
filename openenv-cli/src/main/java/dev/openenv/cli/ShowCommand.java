package dev.openenv.cli;

import dev.openenv.recording.RecordedEpisode;
import dev.openenv.recording.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What is in a recording. */
@Command(name = "show", description = "List the episodes of a recording, or print one as a transcript.")
final class ShowCommand extends CommonOptions {

    @Parameters(index = "0", paramLabel = "FILE", description = "A recording (JSON Lines).")
    private Path file = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "EPISODE", description = "An episode's id, or its number.")
    private @Nullable String episode;

    private final Screen screen;

    ShowCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        var recording = Recording.readLenient(file);
        var episodes = Stream.concat(recording.episodes().stream(), recording.incomplete().stream())
                .toList();
        if (episode != null) {
            new EpisodeText(screen).print(find(episodes, episode).json());
        } else {
            var columns = new Columns(screen)
                    .right("No.")
                    .left("Episode")
                    .left("Environment")
                    .left("Agent")
                    .left("Task")
                    .left("Outcome")
                    .right("Reward")
                    .right("Steps")
                    .right("Seconds");
            var number = 0;
            for (var one : episodes) {
                number++;
                var json = one.json();
                columns.row(
                        number,
                        one.episodeId(),
                        one.environment(),
                        json.agent(),
                        json.task().id(),
                        one.complete() ? EpisodeText.words(json.outcome()) : "without an end",
                        EpisodeText.number(json.totalReward()),
                        json.stepCount(),
                        String.format(Locale.ROOT, "%.3f", json.duration().toMillis() / 1000.0));
            }
            columns.print();
        }
        recording.issues().forEach(issue -> screen.error("openenv: " + Printable.line(issue.toString())));
        return recording.issues().stream().allMatch(issue -> issue.tolerated()) ? ExitCode.OK : ExitCode.FAILED;
    }

    private RecordedEpisode find(List<RecordedEpisode> episodes, String wanted) {
        for (var one : episodes) {
            if (one.episodeId().equals(wanted)) {
                return one;
            }
        }
        if (wanted.matches("[1-9][0-9]{0,8}") && Integer.parseInt(wanted) <= episodes.size()) {
            return episodes.get(Integer.parseInt(wanted) - 1);
        }
        throw new WrongUsageException("no episode is called '" + wanted + "' in " + file + ", which has "
                + episodes.size() + "; see 'openenv show " + file + "'");
    }
}
