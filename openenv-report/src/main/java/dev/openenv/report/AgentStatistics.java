package dev.openenv.report;

import dev.openenv.Blame;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What the episodes of one agent in one environment say.
 *
 * <p><b>What counts.</b> An episode that failed through no fault of the agent or was cancelled ({@link
 * Outcome#countsForAgent()} is false) is counted in {@link #episodes()} and {@link #excluded()} but enters no rate and no
 * mean. An agent that crashes, gives up or is cut off stays in.
 *
 * <p><b>Over tasks.</b> Attempts at one task resemble each other, so ten attempts at one task are not ten pieces of
 * evidence. Every rate and mean is therefore taken twice: first over the attempts at a task, then over the tasks; and
 * every interval has as many independent values as there are tasks, not episodes. With one attempt at each task this is
 * the plain mean. An interval needs at least two tasks.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * for (var agent : AgentStatistics.of(run.trajectories(), run.duration())) {
 *     agent.solvedRate();        // OptionalDouble[0.8]
 *     agent.solvedInterval();    // Optional[ConfidenceInterval[low=0.49, high=0.94]]
 * }
 * }</pre>
 */
public final class AgentStatistics {

    private final String environment;
    private final String environmentVersion;
    private final String agent;
    private final int episodes;
    private final int tasks;
    private final int countedTasks;
    private final Map<Outcome, Integer> outcomes;
    private final boolean successDeclared;
    private final OptionalDouble solvedRate;
    private final OptionalDouble meanReward;
    private final Optional<ConfidenceInterval> rewardInterval;
    private final OptionalDouble meanSteps;
    private final long steps;
    private final long refusedActions;
    private final Usage usage;
    private final Duration wallTime;

    private AgentStatistics(List<? extends Trajectory<?, ?>> played, Duration wallTime, boolean successDeclared) {
        var first = played.get(0);
        environment = first.environment();
        environmentVersion = first.environmentVersion();
        agent = first.agent();
        episodes = played.size();
        this.wallTime = wallTime;
        this.successDeclared = successDeclared;
        outcomes = new EnumMap<>(Outcome.class);
        for (var outcome : Outcome.values()) {
            outcomes.put(outcome, 0);
        }
        var allTasks = new LinkedHashSet<String>();
        var counted = new LinkedHashMap<String, List<Trajectory<?, ?>>>();
        var allSteps = 0L;
        var refused = 0L;
        var used = Usage.none();
        for (var episode : played) {
            outcomes.merge(episode.outcome(), 1, Integer::sum);
            allTasks.add(episode.task().id());
            allSteps += episode.stepCount();
            refused += refusedActions(episode);
            used = used.plus(episode.usage());
            if (episode.outcome().countsForAgent()) {
                counted.computeIfAbsent(episode.task().id(), id -> new ArrayList<>())
                        .add(episode);
            }
        }
        tasks = allTasks.size();
        countedTasks = counted.size();
        steps = allSteps;
        refusedActions = refused;
        usage = used;
        var solved = perTask(counted.values(), episode -> episode.outcome() == Outcome.SOLVED ? 1 : 0);
        var rewards = perTask(counted.values(), Trajectory::totalReward);
        solvedRate = successDeclared ? mean(solved) : OptionalDouble.empty();
        meanReward = mean(rewards);
        rewardInterval = ConfidenceInterval.ofMean(rewards);
        meanSteps = mean(perTask(counted.values(), Trajectory::stepCount));
    }

    /**
     * The statistics of each agent in each environment.
     *
     * @param trajectories finished episodes of one run, of any number of agents and environments
     * @param wallTime how long the run took; episodes may have been played in parallel. When several agents shared the
     *     run, each one's steps are divided by the whole of it
     * @return one entry for each pair of environment (with version) and agent, in the order they first appear
     */
    public static List<AgentStatistics> of(Collection<? extends Trajectory<?, ?>> trajectories, Duration wallTime) {
        return AgentEpisodes.group(trajectories, wallTime).stream()
                .map(AgentEpisodes::statistics)
                .toList();
    }

    static AgentStatistics of(List<? extends Trajectory<?, ?>> played, Duration wallTime, boolean successDeclared) {
        return new AgentStatistics(played, Objects.requireNonNull(wallTime, "wallTime"), successDeclared);
    }

    /**
     * The environment's name.
     *
     * @return as in the episodes
     */
    public String environment() {
        return environment;
    }

    /**
     * The environment's version.
     *
     * @return as in the episodes
     */
    public String environmentVersion() {
        return environmentVersion;
    }

    /**
     * The agent's name.
     *
     * @return as in the episodes
     */
    public String agent() {
        return agent;
    }

    /**
     * All episodes, whatever came of them.
     *
     * @return at least 1
     */
    public int episodes() {
        return episodes;
    }

    /**
     * Different tasks among all episodes.
     *
     * @return at least 1
     */
    public int tasks() {
        return tasks;
    }

    /**
     * Different tasks with at least one episode that counts: the number of independent values behind every interval.
     *
     * @return at least 0
     */
    public int countedTasks() {
        return countedTasks;
    }

    /**
     * Episodes that enter the rates and means.
     *
     * @return {@link #episodes()} less {@link #excluded()}
     */
    public int counted() {
        return episodes - excluded();
    }

    /**
     * Episodes that say nothing about the agent: failures of the environment, and cancelled ones.
     *
     * @return at least 0
     */
    public int excluded() {
        return Stream.of(Outcome.values())
                .filter(outcome -> !outcome.countsForAgent())
                .mapToInt(this::count)
                .sum();
    }

    /**
     * Episodes with this outcome.
     *
     * @param outcome an outcome
     * @return at least 0
     */
    public int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /**
     * Solved episodes.
     *
     * @return at least 0
     */
    public int solved() {
        return count(Outcome.SOLVED);
    }

    /**
     * Episodes that the environment, or what carries it, failed in.
     *
     * @return at least 0
     */
    public int errors() {
        return count(Outcome.ENVIRONMENT_FAILED);
    }

    /**
     * The share of attempts that solved their task, averaged over tasks.
     *
     * @return 0 to 1; empty when no episode counts, or when nothing declares what solved means (an episode of this
     *     environment came out as {@link Outcome#FINISHED})
     */
    public OptionalDouble solvedRate() {
        return solvedRate;
    }

    /**
     * Wilson's 95 % interval of {@link #solvedRate()}, with {@link #countedTasks()} as the number of trials. With several
     * attempts it is wider than it need be, never narrower: averages of attempts spread less than single ones.
     *
     * @return the interval, or empty with fewer than two tasks or no rate
     */
    public Optional<ConfidenceInterval> solvedInterval() {
        return solvedRate.isEmpty() || countedTasks < 2
                ? Optional.empty()
                : Optional.of(ConfidenceInterval.wilson(solvedRate.getAsDouble(), countedTasks));
    }

    /**
     * Whether anything declares what solved means.
     *
     * @return false when an episode of this environment came out as {@link Outcome#FINISHED}
     */
    public boolean successDeclared() {
        return successDeclared;
    }

    /**
     * The total reward of an episode, averaged over the attempts at each task, then over tasks.
     *
     * @return the mean, or empty when no episode counts
     */
    public OptionalDouble meanReward() {
        return meanReward;
    }

    /**
     * The 95 % t-interval of {@link #meanReward()}: one value for each task (the average of its attempts), {@link
     * #countedTasks()} - 1 degrees of freedom.
     *
     * @return the interval, or empty with fewer than two tasks
     */
    public Optional<ConfidenceInterval> rewardInterval() {
        return rewardInterval;
    }

    /**
     * Steps of an episode, averaged over the attempts at each task, then over tasks. Refused actions are not steps.
     *
     * @return the mean, or empty when no episode counts
     */
    public OptionalDouble meanSteps() {
        return meanSteps;
    }

    /**
     * Steps of all episodes together, excluded ones too.
     *
     * @return at least 0
     */
    public long steps() {
        return steps;
    }

    /**
     * All steps by the wall time of the run.
     *
     * @return steps per second, or empty when no time is known
     */
    public OptionalDouble stepsPerSecond() {
        return wallTime.isZero() || wallTime.isNegative()
                ? OptionalDouble.empty()
                : OptionalDouble.of(steps / (wallTime.toNanos() / 1e9));
    }

    /**
     * How long the run took.
     *
     * @return as the caller said, zero when unknown
     */
    public Duration wallTime() {
        return wallTime;
    }

    /**
     * Actions that the environment refused because the agent did something that is not allowed.
     *
     * @return over all episodes, at least 0
     */
    public long refusedActions() {
        return refusedActions;
    }

    /**
     * What the agent used.
     *
     * @return the sum over all episodes, excluded ones too
     */
    public Usage usage() {
        return usage;
    }

    @Override
    public String toString() {
        return "AgentStatistics[" + agent + " in " + environment + ", tasks=" + tasks + ", episodes=" + episodes
                + ", solved=" + solved() + "]";
    }

    static long refusedActions(Trajectory<?, ?> episode) {
        return episode.steps().stream()
                .filter(step -> step.failure()
                        .filter(failure -> failure.blame() == Blame.AGENT)
                        .isPresent())
                .count();
    }

    private static double[] perTask(
            Collection<List<Trajectory<?, ?>>> attempts, ToDoubleFunction<Trajectory<?, ?>> value) {
        return attempts.stream()
                .mapToDouble(task ->
                        ConfidenceInterval.mean(task.stream().mapToDouble(value).toArray()))
                .toArray();
    }

    private static OptionalDouble mean(double[] values) {
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(ConfidenceInterval.mean(values));
    }
}
