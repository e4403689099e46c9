package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObservation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays recorded episodes again in a fresh environment and says where the first difference is, if there is one.
 *
 * <p>The episode is reset with its recorded seed, options and id, and every recorded action is given again, refused ones
 * included. Observation, reward, terminated, truncated and metadata must be the same, numbers to the last digit. Of a
 * failure the code and the blame must be the same; its message is for people. Outcome, grade, usage, time and drawings are
 * not compared.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * var result = Replay.of(words).run(episode);
 * result.same();          // true
 * result.divergence();    // or: step 3, /observation/marks: expected "bygbb", got "bybbb"
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class Replay<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;

    private Replay(EnvironmentProvider<A, O> provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * A replay in the environments of a provider.
     *
     * @param provider opens an environment for each run
     * @param <A> the actions
     * @param <O> the observations
     * @return the replay
     */
    public static <A extends Action, O extends Observation> Replay<A, O> of(EnvironmentProvider<A, O> provider) {
        return new Replay<>(provider);
    }

    /**
     * Plays an episode again up to its end or the first difference. What the environment throws is a difference, not an
     * exception, unless the recording has the same failure in this place.
     *
     * @param episode the episode, complete or not
     * @return what came of it
     * @throws RecordingException {@code recording_mismatch} when the episode is of an environment with another name
     * @throws dev.openenv.OpenEnvException when the environment cannot be opened
     */
    public ReplayResult run(RecordedEpisode episode) {
        episode.requireSameEnvironment(provider);
        try (var environment = provider.open()) {
            var divergence = reset(environment, episode);
            var steps = episode.json().steps();
            var index = 0;
            while (divergence == null && index < steps.size()) {
                divergence = step(environment, episode, index);
                index++;
            }
            return new ReplayResult(
                    episode.episodeId(),
                    episode.environmentVersion(),
                    provider.spec().version(),
                    divergence == null ? index : Math.max(0, index - 1),
                    divergence);
        }
    }

    private @Nullable Divergence reset(Environment<A, O> environment, RecordedEpisode episode) {
        var json = episode.json();
        var recordedFailure = json.initial().isPresent() ? null : json.failure().orElse(null);
        StepResult<O> result;
        try {
            result = environment.reset(json.resetOptions());
        } catch (RuntimeException e) {
            return failure(Divergence.RESET, recordedFailure, Failure.of(e, Blame.ENVIRONMENT));
        }
        if (json.initial().isEmpty()) {
            return recordedFailure == null ? null : failure(Divergence.RESET, recordedFailure, null);
        }
        return result(Divergence.RESET, json.initial().get(), result);
    }

    private @Nullable Divergence step(Environment<A, O> environment, RecordedEpisode episode, int index) {
        var recorded = episode.json().steps().get(index);
        var refused = recorded.failure().filter(failure -> failure.blame() == Blame.AGENT);
        if (!episode.hasAction(index)) {
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
        return recorded.result().isPresent()
                ? result(index, recorded.result().get(), result)
                : failure(index, recorded.failure().orElse(null), null);
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
        return JsonDifference.first(RecordingFormat.result(expected), RecordingFormat.result(json))
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
