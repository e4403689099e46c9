package dev.openenv.junit;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Policy;
import dev.openenv.Task;
import dev.openenv.rollout.Rollouts;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Plays agents in an episode of a test: each {@link #run} opens a fresh environment, plays the same episode from its start and
 * closes the environment again. A test gets it as a parameter, see {@link OpenEnvTest}.
 *
 * <p>An agent that throws, stops early or takes too long is no error here: it is the outcome of the episode, which the test asserts
 * on. Safe for many threads.
 *
 * <pre>{@code
 * var played = trial.run(new Assistant());
 * assertThat(played).isSolved().withinSteps(8);
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public sealed class Trial<A extends Action, O extends Observation> permits ToolTrial {

    private final EnvironmentProvider<A, O> world;
    private final TestEpisode episode;
    private final UnaryOperator<Rollouts<A, O>> settings;
    private final String test;
    private final List<PlayedEpisode<A, O>> played;

    Trial(
            EnvironmentProvider<A, O> world,
            TestEpisode episode,
            UnaryOperator<Rollouts<A, O>> settings,
            String test,
            List<PlayedEpisode<A, O>> played) {
        this.world = world;
        this.episode = episode;
        this.settings = settings;
        this.test = test;
        this.played = played;
    }

    /**
     * Plays an agent.
     *
     * @param agent plays one episode
     * @return what happened
     * @throws dev.openenv.OpenEnvException when the test is interrupted
     */
    public PlayedEpisode<A, O> run(Agent<A, O> agent) {
        return run(name(agent), agent);
    }

    private PlayedEpisode<A, O> run(String name, Agent<A, O> agent) {
        var rollouts = Rollouts.of(world)
                .agent(name, () -> agent)
                .tasks(episode.alone())
                .retries(0);
        var run = settings.apply(rollouts).run();
        var one = PlayedEpisode.of(world, run.trajectories().get(0), test);
        played.add(one);
        return one;
    }

    /**
     * Plays a policy: what it says after each observation is the next action.
     *
     * @param policy plays one episode
     * @return what happened
     * @throws dev.openenv.OpenEnvException when the test is interrupted
     */
    public PlayedEpisode<A, O> runPolicy(Policy<A, O> policy) {
        return run(name(policy), Agent.of(policy));
    }

    /** Its class, where that has a name. */
    private static String name(Object agent) {
        var type = agent.getClass();
        return type.isHidden() || type.getSimpleName().isEmpty() ? "agent" : type.getSimpleName();
    }

    /**
     * A trial of the same episode with further settings: steps, a time limit, a grader.
     *
     * @param change the settings; agent and tasks are the trial's own
     * @return a trial that counts its episodes with this one's
     */
    public Trial<A, O> with(UnaryOperator<Rollouts<A, O>> change) {
        return new Trial<>(world, episode, rollouts -> change.apply(settings.apply(rollouts)), test, played);
    }

    /**
     * What the agent is asked to do.
     *
     * @return the episode's task; without an instruction where the environment has no tasks
     */
    public Task task() {
        return episode.task();
    }

    /**
     * The episode's seed.
     *
     * @return what the environment is reset with
     */
    public long seed() {
        return episode.grading().resetOptions().seed().orElse(0);
    }

    /**
     * Where the environment runs.
     *
     * @return in this JVM, on a server or in containers
     */
    public Place place() {
        return episode.place();
    }

    /**
     * What opens the environments.
     *
     * @return the provider
     */
    public EnvironmentProvider<A, O> world() {
        return world;
    }

    /**
     * What was played so far.
     *
     * @return the episodes, the first first
     */
    public List<PlayedEpisode<A, O>> played() {
        return List.copyOf(played);
    }

    @Override
    public String toString() {
        return "Trial[" + test + "]";
    }
}
