package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;

/**
 * Counts what happens: steps and rewards of the running episode and of all episodes. Found from outside with
 * {@code env.find(EpisodeStatistics.class)}.
 *
 * <p>The numbers may be read from the thread that steps the environment.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class EpisodeStatistics<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private long episodes;
    private long finishedEpisodes;
    private long totalSteps;
    private double allRewards;
    private int episodeSteps;
    private double episodeReward;

    private EpisodeStatistics(Environment<A, O> delegate) {
        super(delegate);
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> EpisodeStatistics<A, O> of(Environment<A, O> environment) {
        return new EpisodeStatistics<>(environment);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        var result = super.reset(options);
        episodes++;
        episodeSteps = 0;
        episodeReward = 0;
        count(result);
        return result;
    }

    @Override
    public StepResult<O> step(A action) {
        var result = super.step(action);
        totalSteps++;
        episodeSteps++;
        count(result);
        return result;
    }

    private void count(StepResult<O> result) {
        episodeReward += result.rewardOrZero();
        allRewards += result.rewardOrZero();
        if (result.done()) {
            finishedEpisodes++;
        }
    }

    /**
     * Episodes started.
     *
     * @return at least 0
     */
    public long episodes() {
        return episodes;
    }

    /**
     * Episodes that came to an end.
     *
     * @return at least 0
     */
    public long finishedEpisodes() {
        return finishedEpisodes;
    }

    /**
     * Steps of all episodes.
     *
     * @return at least 0
     */
    public long totalSteps() {
        return totalSteps;
    }

    /**
     * The sum of the rewards of all episodes.
     *
     * @return finite
     */
    public double allRewards() {
        return allRewards;
    }

    /**
     * Steps of the running, or else the last, episode.
     *
     * @return at least 0
     */
    public int episodeSteps() {
        return episodeSteps;
    }

    /**
     * The sum of the rewards of the running, or else the last, episode.
     *
     * @return finite
     */
    public double episodeReward() {
        return episodeReward;
    }
}
