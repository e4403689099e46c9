package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Environment;
import dev.openenv.Failure;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.recording.JsonDifference;
import org.jspecify.annotations.Nullable;

/** The state at the end of an episode, had by playing it again; or why there is none. */
record FinalState(@Nullable State state, String why) {

    static FinalState of(@Nullable PlayedEpisode<?, ?> played) {
        if (played == null) {
            return none("the environment of a bare trajectory is not known; assert on a PlayedEpisode");
        }
        return ofPlayed(played);
    }

    private static FinalState none(String why) {
        return new FinalState(null, why);
    }

    private static <A extends Action, O extends Observation> FinalState ofPlayed(PlayedEpisode<A, O> played) {
        var trajectory = played.trajectory();
        try (var environment = played.world().open()) {
            var now = environment.reset(trajectory.resetOptions());
            var difference = trajectory
                    .initial()
                    .map(then -> difference(played, then, now))
                    .orElse("");
            for (var i = 0; difference.isEmpty() && i < trajectory.steps().size(); i++) {
                var step = trajectory.steps().get(i);
                difference = step.result().isPresent()
                        ? difference(played, step.result().get(), environment.step(step.action()))
                        : refused(environment, step.action());
                difference = difference.isEmpty() ? "" : "step " + (i + 1) + ", " + difference;
            }
            return difference.isEmpty()
                    ? new FinalState(environment.state(), "")
                    : none("played again, the environment does not give the same: " + difference);
        } catch (RuntimeException e) {
            return none(
                    "the episode cannot be played again: " + EpisodeStory.failure(Failure.of(e, Blame.ENVIRONMENT)));
        }
    }

    private static <A extends Action> String refused(Environment<A, ?> environment, A action) {
        try {
            environment.step(action);
            return "an action that was refused is taken now";
        } catch (InvalidActionException e) {
            return "";
        }
    }

    /** Whether a limit of the run, not the environment, ended the episode does not matter here. */
    private static <A extends Action, O extends Observation> String difference(
            PlayedEpisode<A, O> played, StepResult<O> then, StepResult<O> now) {
        var codec = played.world().observationCodec();
        return JsonDifference.first(
                        JsonObject.of("observation", codec.encode(then.observation()), "reward", then.rewardOrZero()),
                        JsonObject.of("observation", codec.encode(now.observation()), "reward", now.rewardOrZero()))
                .map(one -> one.pointer() + ": expected " + one.expected() + ", got " + one.actual())
                .orElse("");
    }
}
