package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Outcome;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what a loop written by hand does: each episode is written when it is over, or as stopped by the agent when the
 * next one is reset or the environment is closed before. For rollouts see {@link RecordingWriter#listener}.
 *
 * <p>A reset without a seed is given one, so that the episode can be played again. A refused action is recorded as a step
 * with a failure. When the environment fails, the episode is written as failed and the exception goes on to the caller;
 * when the recording fails, the call that ends the episode throws {@link RecordingException}.
 *
 * <p>Confined to one thread at a time, as every environment.
 *
 * <pre>{@code
 * try (var writer = RecordingWriter.create(path);
 *         var env = RecordingEnvironment.of(words.open(), words, writer)) {
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) r = env.step(solver.act(r.observation()));
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class RecordingEnvironment<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingEnvironment.class);

    private final EnvironmentProvider<A, O> provider;
    private final RecordingWriter writer;
    private final LongSupplier nanoTime;
    private final boolean drawing;
    private long resets;
    private long startedAt;
    private Trajectory.@Nullable Builder<A, O> episode;

    RecordingEnvironment(
            Environment<A, O> environment,
            EnvironmentProvider<A, O> provider,
            RecordingWriter writer,
            LongSupplier nanoTime,
            boolean drawing) {
        super(environment);
        this.provider = Objects.requireNonNull(provider, "provider");
        this.writer = Objects.requireNonNull(writer, "writer");
        this.nanoTime = nanoTime;
        this.drawing = drawing;
    }

    /**
     * An environment whose episodes are recorded.
     *
     * @param environment where the episodes take place; closing the new one closes it
     * @param provider where the environment comes from, for its spec and codecs
     * @param writer takes the episodes; closed by the caller, after the environment
     * @param <A> the actions
     * @param <O> the observations
     * @return the environment
     */
    public static <A extends Action, O extends Observation> RecordingEnvironment<A, O> of(
            Environment<A, O> environment, EnvironmentProvider<A, O> provider, RecordingWriter writer) {
        return new RecordingEnvironment<>(environment, provider, writer, System::nanoTime, false);
    }

    /**
     * The same environment with a picture of the world after each reset and step, if the world can be drawn. Ask for it
     * before the first reset.
     *
     * @return a wrapper to use instead of this one
     */
    public RecordingEnvironment<A, O> withDrawings() {
        return new RecordingEnvironment<>(unwrap(), provider, writer, nanoTime, true);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        finish(Outcome.AGENT_STOPPED, null);
        var seeded = options.withSeedIfAbsent();
        resets++;
        startedAt = nanoTime.getAsLong();
        StepResult<O> result;
        try {
            result = super.reset(seeded);
        } catch (RuntimeException | Error e) {
            if (!callersFault(e)) {
                begin(seeded, seeded.episodeId().orElse("episode-" + resets));
                failed(e);
            }
            throw e;
        }
        begin(seeded, seeded.episodeId().orElseGet(this::givenId)).initial(result, drawn());
        finishIfDone(result);
        return result;
    }

    @Override
    public StepResult<O> step(A action) {
        var current = episode;
        if (current == null) {
            return super.step(action);
        }
        StepResult<O> result;
        try {
            result = super.step(action);
        } catch (RuntimeException | Error e) {
            if (action != null && !callersFault(e)) {
                TrajectoryStep<A, O> step = TrajectoryStep.failed(action, Failure.of(e, Blame.ENVIRONMENT));
                if (refused(e)) {
                    current.add(pictured(step));
                } else {
                    current.add(step);
                    failed(e);
                }
            }
            throw e;
        }
        current.add(pictured(TrajectoryStep.taken(action, result)));
        finishIfDone(result);
        return result;
    }

    @Override
    public void close() {
        try {
            finish(Outcome.AGENT_STOPPED, null);
        } catch (RecordingException e) {
            LOG.warn("recording={} lost the last episode: {}", writer.path(), e.getMessage());
        } finally {
            super.close();
        }
    }

    private Trajectory.Builder<A, O> begin(ResetOptions options, String id) {
        var spec = provider.spec();
        var begun = Trajectory.<A, O>builder(spec.name(), spec.version(), id).resetOptions(options);
        episode = begun;
        return begun;
    }

    private String givenId() {
        State state;
        try {
            state = state();
        } catch (RuntimeException e) {
            state = State.unknown();
        }
        return state.episodeId().orElse("episode-" + resets);
    }

    private void finishIfDone(StepResult<O> result) {
        var current = episode;
        if (result.done() && current != null) {
            var criterion = provider.spec().solved();
            var solved = criterion.isPresent() && criterion.get().test(current.build());
            var ended = criterion.isPresent() ? Outcome.UNSOLVED : Outcome.FINISHED;
            finish(solved ? Outcome.SOLVED : result.terminated() ? ended : Outcome.TRUNCATED, null);
        }
    }

    private void failed(Throwable e) {
        try {
            finish(Outcome.ENVIRONMENT_FAILED, Failure.of(e, Blame.ENVIRONMENT));
        } catch (RecordingException again) {
            e.addSuppressed(again);
        }
    }

    private void finish(Outcome outcome, @Nullable Failure failure) {
        var ended = episode;
        if (ended != null) {
            episode = null;
            writer.write(
                    ended.outcome(outcome, failure)
                            .duration(Duration.ofNanos(nanoTime.getAsLong() - startedAt))
                            .build(),
                    provider);
        }
    }

    private TrajectoryStep<A, O> pictured(TrajectoryStep<A, O> step) {
        var picture = drawn();
        return picture == null ? step : step.withDrawing(picture);
    }

    private @Nullable Drawing drawn() {
        if (!drawing) {
            return null;
        }
        try {
            return find(Rendering.class).map(Drawing::of).orElse(null);
        } catch (RuntimeException e) {
            LOG.warn("environment={} could not draw itself: {}", provider.spec().name(), e.toString());
            return null;
        }
    }

    private static boolean refused(Throwable e) {
        return e instanceof OpenEnvException known && known.blame() == Blame.AGENT;
    }

    private static boolean callersFault(Throwable e) {
        return e instanceof OpenEnvException known && known.blame() == Blame.CALLER;
    }
}
