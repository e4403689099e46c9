package dev.openenv.script;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Episode;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.recording.RecordedEpisode;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An agent that does what it is told: a list of actions, what a function says, what was done in an earlier episode, or what
 * a {@link StateMachine} says. When the script and the episode do not end together it throws a {@link ScriptException}, unless
 * {@link ScriptEnd} allows it. An action that the world refuses is a step of the script: the next one follows.
 *
 * <p>Immutable; one agent may play any number of episodes, also at the same time.
 *
 * <pre>{@code
 * Rollouts.of(line).agent(() -> ScriptedAgent.of(new Walk(1), new Walk(1), new Walk(2))).episodes(1).run();
 * }</pre>
 *
 * @param <A> the actions it takes
 * @param <O> the observations it sees
 */
public final class ScriptedAgent<A extends Action, O extends Observation> implements Agent<A, O> {

    private final Supplier<Cue<A, O>> script;
    private final ScriptEnd end;

    ScriptedAgent(Supplier<Cue<A, O>> script, ScriptEnd end) {
        this.script = script;
        this.end = Objects.requireNonNull(end, "end");
    }

    /**
     * An agent that takes these actions; the last one must end the episode.
     *
     * @param actions in order
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> of(A... actions) {
        return of(List.of(actions), ScriptEnd.TOGETHER);
    }

    /**
     * An agent that takes these actions; the last one must end the episode.
     *
     * @param actions in order
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> of(List<? extends A> actions) {
        return of(actions, ScriptEnd.TOGETHER);
    }

    /**
     * An agent that takes these actions.
     *
     * @param actions in order
     * @param end who may end first
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> of(
            List<? extends A> actions, ScriptEnd end) {
        List<A> all = List.copyOf(actions);
        return new ScriptedAgent<>(() -> new Actions<>(all), end);
    }

    /**
     * An agent that asks a function at each step until the episode is over. A function that gives null is at its end, which is
     * an error while the episode goes on.
     *
     * @param choice decides each step; asked by one episode at a time if the agent is
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> deciding(StepChoice<A, O> choice) {
        return deciding(choice, ScriptEnd.TOGETHER);
    }

    /**
     * An agent that asks a function at each step until the episode is over, or until it gives null.
     *
     * @param choice decides each step; asked by one episode at a time if the agent is
     * @param end who may end first; as a function does not say how long it is, only whether null may come before the
     *     episode's end matters
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> deciding(
            StepChoice<A, O> choice, ScriptEnd end) {
        Objects.requireNonNull(choice, "choice");
        return new ScriptedAgent<>(() -> new Asking<>(choice), end);
    }

    /**
     * An agent that does again what was done in an episode, refused actions included. Where the earlier episode terminated
     * this one must, too, with the same action; where it was cut off or its agent stopped, this agent stops.
     *
     * @param episode what happened
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> replaying(
            Trajectory<A, ? extends Observation> episode) {
        var end = episode.terminated() ? ScriptEnd.TOGETHER : ScriptEnd.SCRIPT_FIRST;
        List<A> actions = episode.steps().stream().map(TrajectoryStep::action).toList();
        return of(actions, end);
    }

    /**
     * An agent that does again what was done in a recorded episode.
     *
     * @param episode the episode; actions that were recorded in words only are left out
     * @param provider the environment's provider, for its types
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     * @throws dev.openenv.recording.RecordingException when the environment has another name or its types do not fit
     * @see #replaying(Trajectory)
     */
    public static <A extends Action, O extends Observation> ScriptedAgent<A, O> replaying(
            RecordedEpisode episode, EnvironmentProvider<A, O> provider) {
        return replaying(episode.toTrajectory(provider));
    }

    @Override
    public void play(Episode<A, O> episode) {
        var cue = script.get();
        var step = 0;
        while (!episode.done()) {
            var seen = episode.last().observation();
            var action = cue.next(step, seen);
            if (action == null) {
                if (end.scriptMayEndFirst()) {
                    return;
                }
                throw new ScriptException(
                        "the script is at its end after " + counted(step) + ", but the episode goes on; it shows "
                                + Shown.of(seen) + "; say what to do next, or allow it with ScriptEnd.SCRIPT_FIRST",
                        step,
                        Shown.of(seen));
            }
            try {
                episode.step(action);
            } catch (InvalidActionException refused) {
                // The episode counts it and ends itself at its limit; what comes next stands in the script.
            }
            step++;
        }
        var left = cue.left(step);
        if (left != null && !end.episodeMayEndFirst()) {
            var seen = Shown.of(episode.last());
            throw new ScriptException(
                    "the episode ended after " + counted(step) + " of the script, with " + left
                            + "; the last it gave was " + seen
                            + "; shorten the script, or allow it with ScriptEnd.EPISODE_FIRST",
                    step,
                    seen);
        }
    }

    static String counted(int steps) {
        return steps == 1 ? "1 action" : steps + " actions";
    }

    private record Actions<A extends Action, O extends Observation>(List<A> all) implements Cue<A, O> {

        @Override
        public @Nullable A next(int step, O observation) {
            return step < all.size() ? all.get(step) : null;
        }

        @Override
        public @Nullable String left(int step) {
            return step < all.size()
                    ? counted(all.size() - step) + " left, the next is " + Shown.of(all.get(step))
                    : null;
        }
    }

    private record Asking<A extends Action, O extends Observation>(StepChoice<A, O> choice) implements Cue<A, O> {

        @Override
        public @Nullable A next(int step, O observation) {
            return choice.act(step, observation);
        }

        @Override
        public @Nullable String left(int step) {
            return null;
        }
    }
}
