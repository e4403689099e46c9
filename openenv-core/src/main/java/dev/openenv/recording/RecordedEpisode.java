package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * One episode of a recording. {@link #json()} reads it without knowing the environment's types;
 * {@link #toTrajectory} gives it with them.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * for (var episode : Recording.read(path).episodes()) {
 *     episode.json().outcome();                                      // SOLVED
 *     episode.json().steps().get(0).action().json().string("word");  // Optional[crane]
 *     Trajectory<Guess, Feedback> typed = episode.toTrajectory(words);
 * }
 * }</pre>
 */
public final class RecordedEpisode {

    private final Path path;
    private final long line;
    private final Trajectory<JsonAction, JsonObservation> json;
    private final BitSet actionTexts;
    private final boolean complete;
    private final boolean intact;

    RecordedEpisode(
            Path path,
            long line,
            Trajectory<JsonAction, JsonObservation> json,
            BitSet actionTexts,
            boolean complete,
            boolean intact) {
        this.path = path;
        this.line = line;
        this.json = json;
        this.actionTexts = (BitSet) actionTexts.clone();
        this.complete = complete;
        this.intact = intact;
    }

    /**
     * The episode with actions and observations as JSON objects. Its reset options name the episode's id and hold the
     * seed, so that the episode can be played again; failures have no cause; the duration has whole milliseconds. An
     * action that broke its own type when it was recorded is an object with one name, {@code action_text}.
     *
     * @return everything that was recorded; the outcome of an episode that is not {@link #complete()} is cancelled
     */
    public Trajectory<JsonAction, JsonObservation> json() {
        return json;
    }

    /**
     * The environment's name.
     *
     * @return as in its spec
     */
    public String environment() {
        return json.environment();
    }

    /**
     * The version of the environment that played.
     *
     * @return as in its spec
     */
    public String environmentVersion() {
        return json.environmentVersion();
    }

    /**
     * The episode's id.
     *
     * @return 1 to 255 characters
     */
    public String episodeId() {
        return json.episodeId();
    }

    /**
     * Where the episode begins in its file.
     *
     * @return the line's number, from 1
     */
    public long line() {
        return line;
    }

    /**
     * Whether the episode was written to its end.
     *
     * @return false when a crash cut it off
     */
    public boolean complete() {
        return complete;
    }

    /**
     * Whether all of its lines are as they were written.
     *
     * @return false only when read leniently and a line of it is among the issues
     */
    public boolean intact() {
        return intact;
    }

    /**
     * The episode with the environment's types. Refused actions that broke their own type when they were recorded are
     * left out.
     *
     * @param provider the environment's provider, for its name and codecs
     * @param <A> the actions
     * @param <O> the observations
     * @return the trajectory
     * @throws RecordingException {@code recording_mismatch} when the environment has another name or its types do not fit
     */
    public <A extends Action, O extends Observation> Trajectory<A, O> toTrajectory(EnvironmentProvider<A, O> provider) {
        requireSameEnvironment(provider);
        var typed = Trajectory.<A, O>builder(json.environment(), json.environmentVersion(), json.episodeId())
                .agent(json.agent())
                .task(json.task(), json.attempt())
                .resetOptions(json.resetOptions())
                .outcome(json.outcome(), json.failure().orElse(null))
                .usage(json.usage())
                .duration(json.duration());
        json.grade().ifPresent(typed::grade);
        var observations = provider.observationCodec();
        json.initial()
                .ifPresent(initial -> typed.initial(
                        initial.map(o -> decode("reset, observation", observations, o.json())),
                        json.initialDrawing().orElse(null)));
        for (var i = 0; i < json.steps().size(); i++) {
            var step = json.steps().get(i);
            if (hasAction(i) || step.result().isPresent()) {
                typed.add(typed(i, step, provider));
            }
        }
        return typed.build();
    }

    private <A extends Action, O extends Observation> TrajectoryStep<A, O> typed(
            int index, TrajectoryStep<JsonAction, JsonObservation> step, EnvironmentProvider<A, O> provider) {
        var place = "step " + index + ", ";
        var action =
                decode(place + "action", provider.actionCodec(), step.action().json());
        var typed = step.result()
                .map(result -> TrajectoryStep.taken(
                        action, result.map(o -> decode(place + "observation", provider.observationCodec(), o.json()))))
                .orElseGet(() -> TrajectoryStep.failed(action, step.failure().orElseThrow()));
        return step.drawing().map(typed::withDrawing).orElse(typed);
    }

    private <T> T decode(String place, Codec<T> codec, JsonObject value) {
        try {
            return codec.decode(value);
        } catch (RuntimeException e) {
            throw RecordingException.mismatch(
                    path,
                    "episode " + episodeId() + " of '" + environment() + "', " + place + ": not a "
                            + codec.type().getName() + ": " + e.getMessage(),
                    e);
        }
    }

    void requireSameEnvironment(EnvironmentProvider<?, ?> provider) {
        var name = provider.spec().name();
        if (!name.equals(environment())) {
            throw RecordingException.mismatch(
                    path,
                    "episode " + episodeId() + " is of environment '" + environment() + "', the provider opens '" + name
                            + "'",
                    null);
        }
    }

    /** Whether the action of a step is there as JSON. */
    boolean hasAction(int step) {
        return !actionTexts.get(step);
    }

    /** How its actions are written again. */
    EpisodeLines.Actions<JsonAction> actions() {
        return new EpisodeLines.Actions<>() {
            @Override
            public JsonObject json(int index, JsonAction action) {
                if (hasAction(index)) {
                    return action.json();
                }
                throw new IllegalArgumentException("the action of step " + index + " is in words only");
            }

            @Override
            public String text(JsonAction action) {
                return action.json().string(RecordingFormat.ACTION_TEXT).orElseGet(action::toString);
            }
        };
    }

    @Override
    public String toString() {
        return "RecordedEpisode[line " + line + ", " + json + "]";
    }
}
