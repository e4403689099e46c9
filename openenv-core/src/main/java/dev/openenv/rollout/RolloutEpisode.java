package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Environment;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Episode;
import dev.openenv.EpisodeOverException;
import dev.openenv.EpisodeRandom;
import dev.openenv.Failure;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The agent's view of a running episode; keeps the limits and the record.
 *
 * <p>Two locks: {@code steps} lets one step through at a time and is held while the world works; {@code record} guards
 * the trajectory and is never held while foreign code runs, so that the record of a stuck episode can still be read.
 */
final class RolloutEpisode<A extends Action, O extends Observation> implements Episode<A, O> {

    private final Environment<A, O> environment;
    private final EnvironmentSpec spec;
    private final Task task;
    private final EpisodeRandom random;
    private final EpisodeLimits limits;
    private final Optional<Rendering> rendering;
    private final ReentrantLock steps = new ReentrantLock(true);
    private final ReentrantLock record = new ReentrantLock();
    private final Trajectory.Builder<A, O> trajectory;
    private Usage usage = Usage.none();
    private int invalidInARow;
    private volatile int stepCount;
    private volatile StepResult<O> last;
    private volatile @Nullable String over;
    private volatile @Nullable Failure environmentFailure;
    private volatile @Nullable Failure agentFailure;
    private @Nullable Thread stepping;
    private @Nullable Runnable whenBack;

    RolloutEpisode(
            Environment<A, O> environment,
            EnvironmentSpec spec,
            Task task,
            EpisodeRandom random,
            EpisodeLimits limits,
            Trajectory.Builder<A, O> trajectory,
            StepResult<O> first) {
        this.environment = environment;
        this.spec = spec;
        this.task = task;
        this.random = random;
        this.limits = limits;
        this.rendering = limits.drawings() ? environment.find(Rendering.class) : Optional.empty();
        this.trajectory = trajectory;
        this.last = first;
        trajectory.initial(first, draw());
        if (first.done()) {
            over = "the environment ended it at reset";
        }
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public StepResult<O> last() {
        return last;
    }

    @Override
    public boolean done() {
        return over != null;
    }

    @Override
    public int stepCount() {
        return stepCount;
    }

    @Override
    public EpisodeRandom random() {
        return random;
    }

    @Override
    public void report(Usage used) {
        record.lock();
        try {
            usage = usage.plus(used);
        } finally {
            record.unlock();
        }
    }

    @Override
    public StepResult<O> step(A action) {
        steps.lock();
        try {
            begin();
            return accepted(action, environment.step(action));
        } catch (InvalidActionException e) {
            refused(action, e);
            throw e;
        } catch (EpisodeOverException e) {
            throw e;
        } catch (RuntimeException e) {
            refuseWhenOver(e); // a limit interrupted the step: what it threw is our doing, not the world's
            failed(action, e);
            throw e;
        } finally {
            finish();
            steps.unlock();
        }
    }

    private void begin() {
        record.lock();
        try {
            refuseWhenOver(null);
            stepping = Thread.currentThread();
        } finally {
            record.unlock();
        }
    }

    private void finish() {
        Runnable late;
        record.lock();
        try {
            stepping = null;
            late = whenBack;
            whenBack = null;
        } finally {
            record.unlock();
        }
        if (late != null) {
            late.run();
        }
    }

    /** The world's failure, unless it says that the agent or its thread is to blame. */
    private void failed(A action, RuntimeException e) {
        var failure = Failure.of(e, Blame.ENVIRONMENT);
        if (failure.blame() == Blame.AGENT || failure.blame() == Blame.CALLER) {
            agentFailure = failure;
            end("the agent failed: " + failure.message());
        } else {
            environmentFailure = failure;
            end("the environment failed: " + failure.message());
        }
        add(TrajectoryStep.failed(action, failure));
    }

    private StepResult<O> accepted(A action, StepResult<O> given) {
        var count = stepCount + 1;
        var result = given;
        if (given.done()) {
            end("the environment ended it");
        } else if (count >= limits.maxSteps()) {
            end("the limit of " + limits.maxSteps() + " steps was reached");
            result = given.withEnd(false, true);
        }
        invalidInARow = 0;
        stepCount = count;
        last = result;
        var step = TrajectoryStep.taken(action, result);
        var drawing = draw();
        add(drawing == null ? step : step.withDrawing(drawing));
        return result;
    }

    private void refused(A action, InvalidActionException e) {
        var failure = Failure.of(e, Blame.AGENT);
        if (action != null) {
            add(TrajectoryStep.failed(action, failure));
        }
        invalidInARow++;
        if (invalidInARow >= limits.invalidActions()) {
            agentFailure = Failure.of(
                    "invalid_actions",
                    invalidInARow + " invalid actions in a row; the last: " + failure.message(),
                    Blame.AGENT);
            end("the agent made " + invalidInARow + " invalid actions in a row");
        }
    }

    private void refuseWhenOver(@Nullable Throwable cause) {
        var reason = over;
        if (reason != null) {
            var e = new EpisodeOverException("the episode is over: " + reason);
            if (cause != null) {
                e.addSuppressed(cause);
            }
            throw e;
        }
    }

    private @Nullable Drawing draw() {
        try {
            return rendering.map(Drawing::of).orElse(null);
        } catch (Throwable e) {
            return new Drawing("(the environment could not be drawn: " + e + ")", null);
        }
    }

    private void add(TrajectoryStep<A, O> step) {
        record.lock();
        try {
            trajectory.add(step);
        } finally {
            record.unlock();
        }
    }

    /** Ends the episode, for the first reason given; later steps throw. */
    void end(String reason) {
        if (over == null) {
            over = reason;
        }
    }

    boolean inEnvironment() {
        record.lock();
        try {
            return stepping != null;
        } finally {
            record.unlock();
        }
    }

    /**
     * Ends the episode when the agent has returned. A step that another thread of the agent is still in is interrupted.
     *
     * @param grace how long to wait for that step
     * @param back called when a step that was not waited for returns at last
     * @return false when such a step is left behind
     */
    boolean close(Duration grace, Runnable back) {
        end("the agent has returned");
        record.lock();
        try {
            if (stepping == null) {
                return true;
            }
            stepping.interrupt();
        } finally {
            record.unlock();
        }
        try {
            if (steps.tryLock(grace.toNanos(), TimeUnit.NANOSECONDS)) {
                steps.unlock();
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        record.lock();
        try {
            if (stepping == null) {
                return true;
            }
            whenBack = back;
            return false;
        } finally {
            record.unlock();
        }
    }

    @Nullable
    Failure environmentFailure() {
        return environmentFailure;
    }

    @Nullable
    Failure agentFailure() {
        return agentFailure;
    }

    /** What happened so far. */
    Trajectory<A, O> snapshot() {
        record.lock();
        try {
            return trajectory.usage(usage).build();
        } finally {
            record.unlock();
        }
    }
}
