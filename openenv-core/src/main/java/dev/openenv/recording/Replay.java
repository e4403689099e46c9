package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Plays recorded episodes again in a fresh environment and says where the first difference is, if there is one.
 *
 * <p>The episode is reset with its recorded seed, options and id, and every recorded action is given again, refused ones
 * included. Observation, reward, terminated, truncated and metadata must be the same, numbers to the last digit. Of a
 * failure the code and the blame must be the same; its message is for people. Outcome, grade, usage, time and drawings are
 * not compared. When the last step says truncated in the recording only, the episode was cut off by a limit of the run and
 * not by the environment; this is no difference, {@link ReplayResult#cutOffByRun()} says it. What failed for a reason outside
 * of the environment cannot be played again; {@link ReplayResult#notReplayable()} says it.
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
    private final IgnoredValues ignored;

    private Replay(EnvironmentProvider<A, O> provider, IgnoredValues ignored) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.ignored = Objects.requireNonNull(ignored, "ignored");
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
        return new Replay<>(provider, IgnoredValues.none());
    }

    /**
     * The same replay, which does not compare some values of what reset and step give, such as clocks.
     *
     * @param values places within a result, for example {@code /observation/time}; they replace what was said before
     * @return a new replay
     */
    public Replay<A, O> ignoring(IgnoredValues values) {
        return new Replay<>(provider, values);
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
        return run(episode.json(), episode::hasAction);
    }

    /**
     * Plays an episode again that stands in no recording, as {@link #run(RecordedEpisode)} does.
     *
     * @param episode the episode as JSON, such as {@link RecordedEpisode#json()} gives; what cannot be given again is an
     *     object with one name, {@code action_text}
     * @return what came of it
     * @throws RecordingException {@code recording_mismatch} when the episode is of an environment with another name
     * @throws dev.openenv.OpenEnvException when the environment cannot be opened
     */
    public ReplayResult run(Trajectory<JsonAction, JsonObservation> episode) {
        var name = provider.spec().name();
        if (!name.equals(episode.environment())) {
            throw RecordingException.mismatch(
                    null,
                    "episode " + episode.episodeId() + " is of environment '" + episode.environment()
                            + "', the provider opens '" + name + "'",
                    null);
        }
        return run(episode, index -> {
            var action = episode.steps().get(index).action().json();
            return action.size() != 1
                    || action.string(RecordingFormat.ACTION_TEXT).isEmpty();
        });
    }

    private ReplayResult run(Trajectory<JsonAction, JsonObservation> episode, IntPredicate hasAction) {
        try (var environment = provider.open()) {
            return new ReplayRun<>(provider, environment, episode, hasAction, ignored).run();
        }
    }
}
