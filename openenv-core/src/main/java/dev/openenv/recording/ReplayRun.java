package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObservation;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** One episode played again in one environment. Confined to one thread at a time. */
final class ReplayRun<A extends Action, O extends Observation> {

    /** Failures that come from time, threads or load, whoever is blamed. */
    private static final Set<String> OUTSIDE =
            Set.of("deadline_exceeded", "never_returned", "interrupted", "at_capacity");

    private final EnvironmentProvider<A, O> provider;
    private final Environment<A, O> environment;
    private final Trajectory<JsonAction, JsonObservation> episode;
    private final IntPredicate hasAction;
    private final IgnoredValues ignored;
    private boolean cutOffByRun;

    ReplayRun(
            EnvironmentProvider<A, O> provider,
            Environment<A, O> environment,
            Trajectory<JsonAction, JsonObservation> episode,
            IntPredicate hasAction,
            IgnoredValues ignored) {
        this.provider = provider;
        this.environment = environment;
        this.episode = episode;
        this.hasAction = hasAction;
        this.ignored = ignored;
    }

    ReplayResult run() {
        var outside = resetOutside();
        var divergence = outside == null ? reset() : null;
        var steps = episode.steps().size();
        var same = 0;
        while (divergence == null && outside == null && same < steps) {
            outside = outside(episode.steps().get(same).failure().orElse(null));
            if (outside == null) {
                divergence = step(same);
                same += divergence == null ? 1 : 0;
            }
        }
        return new ReplayResult(
                episode.episodeId(),
                episode.environmentVersion(),
                provider.spec().version(),
                same,
                cutOffByRun && divergence == null,
                divergence,
                outside);
    }

    private @Nullable String resetOutside() {
        if (episode.initial().isPresent()) {
            return null;
        }
        return episode.outcome() == Outcome.CANCELLED
                ? "cancelled before reset came back"
                : outside(episode.failure().orElse(null));
    }

    /** Why a failure cannot be brought about again by the same actions, or null when it can. */
    private static @Nullable String outside(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        var blame = failure.blame();
        return blame == Blame.INFRASTRUCTURE || blame == Blame.CALLER || OUTSIDE.contains(failure.code())
                ? words(failure)
                : null;
    }

    private @Nullable Divergence reset() {
        var recordedFailure =
                episode.initial().isPresent() ? null : episode.failure().orElse(null);
        StepResult<O> result;
        try {
            result = environment.reset(episode.resetOptions());
        } catch (RuntimeException e) {
            return failure(Divergence.RESET, recordedFailure, Failure.of(e, Blame.ENVIRONMENT));
        }
        if (episode.initial().isEmpty()) {
            return recordedFailure == null ? null : failure(Divergence.RESET, recordedFailure, null);
        }
        return result(Divergence.RESET, episode.initial().get(), result);
    }

    private @Nullable Divergence step(int index) {
        var recorded = episode.steps().get(index);
        var refused = recorded.failure().filter(failure -> failure.blame() == Blame.AGENT);
        if (!hasAction.test(index)) {
            return refused.isPresent() ? null : notGiven(index, recorded, "it could not be recorded as JSON");
        }
        A action;
        try {
            action = provider.actionCodec().decode(recorded.action().json());
        } catch (JsonMismatchException e) {
            return refused.isPresent() ? null : notGiven(index, recorded, String.valueOf(e.getMessage()));
        }
        StepResult<O> result;
        try {
            result = environment.step(action);
        } catch (RuntimeException e) {
            return failure(index, recorded.failure().orElse(null), Failure.of(e, Blame.ENVIRONMENT));
        }
        if (recorded.result().isEmpty()) {
            return failure(index, recorded.failure().orElse(null), null);
        }
        var expected = recorded.result().get();
        if (index == episode.steps().size() - 1 && expected.truncated() && !result.done()) {
            cutOffByRun = true;
            result = result.withEnd(false, true);
        }
        return result(index, expected, result);
    }

    private static Divergence notGiven(int index, TrajectoryStep<JsonAction, ?> recorded, String why) {
        return new Divergence(
                index,
                "/action",
                JsonDifference.text(recorded.action().json()),
                "an action that cannot be given again: " + JsonDifference.shorten(why));
    }

    private @Nullable Divergence result(int index, StepResult<JsonObservation> expected, StepResult<O> actual) {
        StepResult<JsonObservation> json;
        try {
            json = actual.map(
                    o -> new JsonObservation(provider.observationCodec().encode(o)));
        } catch (RuntimeException e) {
            return new Divergence(
                    index,
                    "/observation",
                    JsonDifference.text(expected.observation().json()),
                    "an observation that cannot be written as JSON: "
                            + JsonDifference.shorten(String.valueOf(e.getMessage())));
        }
        return JsonDifference.first(
                        ignored.removedFrom(RecordingFormat.result(expected)),
                        ignored.removedFrom(RecordingFormat.result(json)))
                .map(difference ->
                        new Divergence(index, difference.pointer(), difference.expected(), difference.actual()))
                .orElse(null);
    }

    private static @Nullable Divergence failure(int index, @Nullable Failure expected, @Nullable Failure actual) {
        var same = expected != null
                && actual != null
                && expected.code().equals(actual.code())
                && expected.blame() == actual.blame();
        return same ? null : new Divergence(index, "/failure", words(expected), words(actual));
    }

    private static String words(@Nullable Failure failure) {
        return Optional.ofNullable(failure)
                .map(f -> f.code() + " (blame " + RecordingFormat.word(f.blame()) + "): "
                        + JsonDifference.shorten(f.message()))
                .orElse("a result");
    }
}
