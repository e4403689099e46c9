package dev.openenv.junit.golden;

import dev.openenv.junit.PlayedEpisode;
import dev.openenv.recording.IgnoredValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One episode against one golden file: compared, or written when updating. */
final class GoldenCheck {

    private static final Logger LOG = LoggerFactory.getLogger(GoldenEpisodes.class);

    /** What this process has written, to notice when two tests use one name. */
    private static final Map<Path, GoldenEpisode> WRITTEN = new ConcurrentHashMap<>();

    private final String name;
    private final Path file;
    private final IgnoredValues ignored;
    private final UpdateSwitch update;

    GoldenCheck(String name, Path file, IgnoredValues ignored, UpdateSwitch update) {
        this.name = name;
        this.file = file;
        this.ignored = ignored;
        this.update = update;
    }

    void check(PlayedEpisode<?, ?> played) {
        var trajectory = played.trajectory();
        if (!trajectory.outcome().countsForAgent()) {
            throw new AssertionFailedError("The episode ended as " + trajectory.outcome()
                    + trajectory
                            .failure()
                            .map(why -> " (" + why.code() + ": " + why.message() + ")")
                            .orElse("")
                    + ", which says nothing about agent and environment; it was not compared with the golden episode '"
                    + name + "'.");
        }
        GoldenEpisode actual;
        try {
            actual = GoldenEpisode.of(played);
        } catch (GoldenException e) {
            throw new AssertionFailedError("Golden episode '" + name + "': " + e.getMessage(), e);
        }
        switch (update) {
            case UPDATE -> write(actual);
            case REFUSED_IN_CI ->
                throw new AssertionFailedError("Golden episodes are to be written (" + UpdateSwitch.PROPERTY
                        + "=true), but this is a CI machine (" + UpdateSwitch.CI
                        + " is set), where nobody reviews them."
                        + " Compare here and update elsewhere, or say " + UpdateSwitch.PROPERTY + "=force.");
            case COMPARE -> compare(actual, played);
        }
    }

    private void write(GoldenEpisode actual) {
        try {
            if (Files.exists(file) && isAsBefore(actual)) {
                return;
            }
            var other = WRITTEN.put(file.toAbsolutePath().normalize(), actual);
            if (other != null && other.firstDifference(actual, ignored).isPresent()) {
                throw new AssertionFailedError("Two different episodes were written as the golden episode '" + name
                        + "' in this run; the first difference is "
                        + other.firstDifference(actual, ignored).orElseThrow()
                        + ". Give each its own name, and fix the seed.");
            }
            actual.write(file);
            LOG.warn("golden={} written, not compared: review it before it is committed", file);
        } catch (GoldenException e) {
            throw new AssertionFailedError(e.getMessage(), e);
        }
    }

    /** A file that says the same but for what is ignored stays as it is, so that an update is small. */
    private boolean isAsBefore(GoldenEpisode actual) {
        try {
            return GoldenEpisode.read(file).firstDifference(actual, ignored).isEmpty();
        } catch (GoldenException e) {
            return false;
        }
    }

    private void compare(GoldenEpisode actual, PlayedEpisode<?, ?> played) {
        GoldenEpisode golden;
        try {
            golden = GoldenEpisode.read(file);
        } catch (GoldenException e) {
            throw new AssertionFailedError(
                    e.code().equals("golden_missing")
                            ? "There is no golden episode '" + name + "' yet: " + file + " is not there.\n"
                                    + "If the agent did what it should, keep this episode: run the test once with -D"
                                    + UpdateSwitch.PROPERTY + "=true, review the file and commit it."
                            : e.getMessage(),
                    e);
        }
        golden.firstDifference(actual, ignored).ifPresent(difference -> {
            throw new AssertionFailedError(words(golden, actual, difference, played), golden.text(), actual.text());
        });
    }

    private String words(
            GoldenEpisode golden, GoldenEpisode actual, GoldenDifference difference, PlayedEpisode<?, ?> played) {
        var before = golden.json().environmentVersion();
        var now = actual.json().environmentVersion();
        var words = new StringBuilder(headline(difference, now))
                .append("\n\n  at        ")
                .append(difference.place())
                .append("\n  expected  ")
                .append(difference.expected())
                .append("\n  actual    ")
                .append(difference.actual())
                .append("\n\n");
        if (difference.changed() == GoldenDifference.Changed.AGENT) {
            words.append(world(golden, played)).append('\n');
        }
        if (!before.equals(now) && difference.changed() != GoldenDifference.Changed.VERSION) {
            words.append("It was recorded with version " + before + " of '"
                    + golden.json().environment() + "', this is " + now + ".\n");
        }
        return words.append("If the change is meant, run the test once with -D" + UpdateSwitch.PROPERTY
                        + "=true and review " + file + ".")
                .toString();
    }

    private String headline(GoldenDifference difference, String version) {
        var golden = "the golden episode '" + name + "'";
        return switch (difference.changed()) {
            case START -> "The episode does not begin as " + golden + ", so the two cannot be compared.";
            case AGENT -> "The agent changed: it no longer does what it did in " + golden + ".";
            case ENVIRONMENT -> "The environment changed: to the same actions it does not answer as in " + golden + ".";
            case OUTCOME ->
                "Every step is as in " + golden + ", but the outcome is not: what counts as solved changed.";
            case VERSION -> "Every step is as in " + golden + ", but the environment has version " + version + " now.";
        };
    }

    private String world(GoldenEpisode golden, PlayedEpisode<?, ?> played) {
        Optional<String> difference = new WorldReplay(ignored).difference(golden, played.world());
        return difference
                .map(words -> "The environment changed, too: " + words + ".")
                .orElse("The environment did not: played again, the golden actions lead to the recorded answers.");
    }
}
