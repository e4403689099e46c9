package dev.openenv.environments.openspiel;

import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import java.util.ArrayList;
import java.util.List;

/** Plays episodes for tests. */
final class Play {

    private Play() {}

    static List<StepResult<OpenSpielObservation>> episode(
            Game game, long seed, Policy<OpenSpielAction, OpenSpielObservation> policy) {
        return episode(new OpenSpielEnvironment(game), seed, policy);
    }

    static List<StepResult<OpenSpielObservation>> episode(
            Environment<OpenSpielAction, OpenSpielObservation> env,
            long seed,
            Policy<OpenSpielAction, OpenSpielObservation> policy) {
        var results = new ArrayList<StepResult<OpenSpielObservation>>();
        var result = env.reset(ResetOptions.seed(seed));
        results.add(result);
        while (!result.done()) {
            result = env.step(policy.act(result.observation()));
            results.add(result);
        }
        return results;
    }

    static List<StepResult<OpenSpielObservation>> atRandom(
            Environment<OpenSpielAction, OpenSpielObservation> env, long seed) {
        return episode(env, seed, OpenSpielAgents.random(new EpisodeRandom(seed)));
    }

    static double total(List<StepResult<OpenSpielObservation>> results) {
        return results.stream().mapToDouble(StepResult::rewardOrZero).sum();
    }

    /** What a policy does for the player on turn. */
    static int actionOf(Policy<OpenSpielAction, OpenSpielObservation> policy, Position position) {
        var player = position.player();
        return policy.act(new OpenSpielObservation(
                        position.view(player), position.actions(), OpenSpielObservation.PLAYING, player, null))
                .actionId();
    }
}
