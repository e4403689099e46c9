package dev.openenv.environments.openspiel;

import dev.openenv.Agent;
import dev.openenv.EpisodeRandom;
import dev.openenv.Policy;
import java.util.function.Function;

/**
 * Scripted agents for the games: for each one that solves it or plays it as well as it can be played, and one that plays
 * at random. They see what any agent sees, so they also play the reference's games over a wire.
 *
 * <pre>{@code
 * var policy = OpenSpielAgents.ticTacToe();
 * for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) {
 *     r = env.step(policy.act(r.observation()));
 * }
 * }</pre>
 */
public final class OpenSpielAgents {

    private OpenSpielAgents() {}

    /**
     * Moves the paddle under the ball. Never misses.
     *
     * @return a policy for catch
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> catchBall() {
        return new Catcher();
    }

    /**
     * Plays perfectly by looking at every continuation, and among equally good cells takes the one that does best against
     * a random opponent. Never loses.
     *
     * @return a policy for tic-tac-toe, either side
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> ticTacToe() {
        return new PerfectTicTacToe();
    }

    /**
     * Plays an equilibrium: no opponent can win more than 1/18 chip a game from it as the first player, or lose less than
     * that to it as the second.
     *
     * @param random draws whether to bluff, for example {@link dev.openenv.Episode#random()}
     * @return a policy for Kuhn poker, either side
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> kuhnPoker(EpisodeRandom random) {
        return new KuhnEquilibrium(random);
    }

    /**
     * Walks up, along the edge of the cliff and down: the shortest way. It knows its place by counting its steps.
     *
     * @param columns how wide the grid is: 8 for {@link Game#cliffWalking()}, 12 for {@link Game#cliffWalkingClassic()}
     * @return a policy for cliff walking
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> cliffWalking(int columns) {
        return new EdgeWalker(columns);
    }

    /**
     * Looks two or three moves ahead and prefers boards with free cells and ordered lines (expectimax).
     *
     * @return a policy for 2048
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> twentyFortyEight() {
        return new Expectimax2048();
    }

    /**
     * Hits or stands by own total and the dealer's card, as is best when cards are drawn from an endless deck.
     *
     * @return a policy for blackjack
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> blackjack() {
        return new BasicStrategy();
    }

    /**
     * Takes any legal action, each equally likely.
     *
     * @param random draws the actions, for example {@link dev.openenv.Episode#random()}
     * @return a policy for any game
     */
    public static Policy<OpenSpielAction, OpenSpielObservation> random(EpisodeRandom random) {
        return observation -> OpenSpielAction.of(random.pick(observation.legalActions()));
    }

    /** An agent whose policy draws from the agent's own stream of chance. */
    static Agent<OpenSpielAction, OpenSpielObservation> drawing(
            Function<EpisodeRandom, Policy<OpenSpielAction, OpenSpielObservation>> policy) {
        return episode -> Agent.of(policy.apply(episode.random())).play(episode);
    }
}
