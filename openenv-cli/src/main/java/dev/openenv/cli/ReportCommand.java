package dev.openenv.cli;

import dev.openenv.EnvironmentSpec;
import dev.openenv.SpecException;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import dev.openenv.recording.Recording;
import dev.openenv.report.HtmlReport;
import dev.openenv.report.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recordings as a page. */
@Command(
        name = "report",
        description = "Make one self-contained HTML report of recordings, and print its table. Steps per second are not"
                + " known from recordings.")
final class ReportCommand extends CommonOptions {

    private record World(String name, String version) {}

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings (JSON Lines).")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            order = 1,
            description = "Where to write it (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("report.html");

    private final Screen screen;
    private final Entries entries;

    ReportCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        keepRecordings();
        var whole = true;
        var damaged = 0;
        var worlds = new LinkedHashMap<World, List<Trajectory<JsonAction, JsonObservation>>>();
        for (var file : files) {
            var recording = Recording.readLenient(file);
            for (var episode : recording.episodes()) {
                if (!episode.intact()) {
                    damaged++;
                    continue;
                }
                worlds.computeIfAbsent(
                                new World(episode.environment(), episode.environmentVersion()),
                                world -> new ArrayList<>())
                        .add(episode.json());
            }
            for (var issue : recording.issues()) {
                screen.error("openenv: " + file + ": " + Printable.line(issue.toString()));
                whole &= issue.tolerated();
            }
        }
        var report = HtmlReport.of(files.size() == 1 ? String.valueOf(files.get(0)) : files.size() + " recordings");
        worlds.forEach((world, episodes) ->
                report.add(new RecordedProvider(spec(world.name(), world.version())), episodes, Duration.ZERO));
        if (!worlds.isEmpty()) {
            var table = ResultTable.of(report.statistics());
            screen.line((screen.unicode() ? table : table.ascii()).toString());
        }
        if (damaged > 0) {
            screen.error("openenv: " + damaged + " damaged episode" + (damaged == 1 ? " is" : "s are")
                    + " left out of the report");
        }
        report.write(out);
        screen.line("report:   " + out);
        return whole ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The report must not take the place of what it is made from. */
    private void keepRecordings() {
        for (var file : files) {
            try {
                if (Files.exists(out) && Files.isSameFile(out, file)) {
                    throw new WrongUsageException("--out " + out + " is a recording to read; name another file");
                }
            } catch (IOException e) {
                throw new CannotRunException("cannot look at " + out + ": " + e.getMessage(), e);
            }
        }
    }

    private EnvironmentSpec spec(String name, String version) {
        var entry = entries.all().get(name);
        if (entry != null && entry.provider().spec().version().equals(version)) {
            return entry.provider().spec();
        }
        try {
            return EnvironmentSpec.builder(name).version(version).build();
        } catch (SpecException e) {
            // A recording may name anything. The page shows the episodes' own names.
            return EnvironmentSpec.builder("unknown").build();
        }
    }
}
