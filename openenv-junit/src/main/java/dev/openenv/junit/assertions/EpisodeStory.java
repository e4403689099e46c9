package dev.openenv.junit.assertions;

import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.junit.PlayedEpisode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a failed assertion tells about its episode. One for each episode, however many assertions fail. Safe for many
 * threads.
 */
final class EpisodeStory {

    /** Trajectories are equal only to themselves. */
    private static final Map<Trajectory<?, ?>, EpisodeStory> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    private final EpisodeFiles files = new EpisodeFiles();
    private final Set<Secret> secrets = Collections.synchronizedSet(new LinkedHashSet<>());

    private EpisodeStory() {}

    static EpisodeStory of(Trajectory<?, ?> trajectory) {
        return ALL.computeIfAbsent(trajectory, any -> new EpisodeStory());
    }

    /** From now on nothing that is told or kept of the episode holds this. */
    void hide(Secret secret) {
        secrets.add(secret);
    }

    String tell(String problem, Trajectory<?, ?> trajectory, @Nullable PlayedEpisode<?, ?> played) {
        var hidden = hidden();
        var redaction = new Redaction(hidden);
        var text = new StringBuilder(headline(trajectory, problem))
                .append("\n\n")
                .append(new StepTable(trajectory, redaction))
                .append('\n')
                .append(summary(trajectory));
        if (played != null) {
            text.append('\n').append(files.write(played, hidden));
        }
        return redaction.text(text.toString());
    }

    /** A part of an episode, and where the whole of it is, for messages of AssertJ's own. */
    String name(String part, Trajectory<?, ?> trajectory, @Nullable PlayedEpisode<?, ?> played) {
        var hidden = hidden();
        var text = part + " of " + PrintableText.of(trajectory.episodeId());
        return new Redaction(hidden).text(played == null ? text : text + "\n" + files.write(played, hidden));
    }

    private Set<Secret> hidden() {
        synchronized (secrets) {
            return new LinkedHashSet<>(secrets);
        }
    }

    private static String headline(Trajectory<?, ?> trajectory, String problem) {
        if (trajectory.outcome() == Outcome.ENVIRONMENT_FAILED) {
            return "The environment failed, so this episode says nothing about the agent.\n" + problem;
        }
        return trajectory.outcome() == Outcome.CANCELLED
                ? "The episode was cancelled, so it says nothing about the agent.\n" + problem
                : problem;
    }

    /** How it came out, and where a limit cut it off, which. */
    static String outcome(Trajectory<?, ?> trajectory, @Nullable PlayedEpisode<?, ?> played) {
        return trajectory.outcome() == Outcome.TRUNCATED
                ? trajectory.outcome() + ": " + limit(trajectory, played)
                : trajectory.outcome().toString();
    }

    /** Which limit cut an episode off. */
    static String limit(Trajectory<?, ?> trajectory, @Nullable PlayedEpisode<?, ?> played) {
        if (!trajectory.truncated()) {
            return "its time was up after " + trajectory.duration().toMillis() + " ms";
        }
        var steps = trajectory.stepCount();
        var declared =
                played == null ? OptionalInt.empty() : played.world().spec().maxSteps();
        return declared.isPresent() && declared.getAsInt() == steps
                ? "the environment's limit of " + count(steps, "step") + " was met"
                : "it was cut off after " + count(steps, "step") + ", by the environment or by the run's limit";
    }

    private static String summary(Trajectory<?, ?> trajectory) {
        var text = new StringBuilder(trajectory.outcome().toString())
                .append(" after ")
                .append(count(trajectory.stepCount(), "step"))
                .append(", total reward ")
                .append(trajectory.totalReward());
        trajectory.failure().ifPresent(failure -> text.append("\nFailure: ").append(failure(failure)));
        trajectory.grade().filter(grade -> !grade.reason().isEmpty()).ifPresent(grade -> text.append("\nGrade: ")
                .append(PrintableText.of(grade.reason())));
        text.append("\nPlayed by ")
                .append(PrintableText.of(trajectory.agent()))
                .append(" in ")
                .append(PrintableText.of(trajectory.environment() + " " + trajectory.environmentVersion()))
                .append(", task ")
                .append(PrintableText.of(trajectory.task().id()));
        trajectory.resetOptions().originalSeed().ifPresent(seed -> text.append(", seed ")
                .append(seed));
        return text.toString();
    }

    static String failure(Failure failure) {
        return PrintableText.of(failure.code() + ": " + failure.message()) + " (blame "
                + failure.blame().name().toLowerCase(Locale.ROOT) + ")";
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
