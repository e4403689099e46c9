package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.EpisodeOverException;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides how an episode came out. The order of the questions is the rule. */
final class Judge {

    private Judge() {}

    static <A extends Action, O extends Observation> Trajectory<A, O> judge(
            RolloutPlan<A, O> plan,
            RolloutEpisode<A, O> episode,
            @Nullable Outcome cut,
            @Nullable Throwable agentThrew,
            Usage spentBefore,
            Duration duration) {
        var trajectory = episode.snapshot();
        var result = trajectory.toBuilder().duration(duration).usage(spentBefore.plus(trajectory.usage()));
        var environmentFailure = episode.environmentFailure();
        if (environmentFailure != null) {
            return result.outcome(Outcome.ENVIRONMENT_FAILED, environmentFailure)
                    .build();
        }
        if (cut == Outcome.CANCELLED) {
            return result.outcome(Outcome.CANCELLED, null).build();
        }
        var over = trajectory.terminated() || trajectory.truncated();
        var agentFailure = episode.agentFailure();
        if (agentFailure == null
                && cut == null
                && agentThrew != null
                && !(agentThrew instanceof EpisodeOverException)) {
            agentFailure = Failure.of(agentThrew, Blame.AGENT);
        }
        var notTheAgents = agentFailure != null && agentFailure.blame() == Blame.CALLER;
        if (agentFailure != null && (!over || notTheAgents)) {
            return result.outcome(Outcome.AGENT_FAILED, agentFailure).build();
        }
        var judged = false;
        var solved = false;
        var grader = plan.grader();
        var criterion = plan.provider().spec().solved();
        try {
            if (grader != null) {
                var grade = grader.grade(
                        trajectory, plan.tasks().grading(trajectory.task().id()));
                result.grade(grade);
                solved = grade.solved();
                judged = true;
            } else if (criterion.isPresent()) {
                solved = criterion.get().test(trajectory);
                judged = true;
            }
        } catch (Throwable t) {
            var failure = Failure.of("grader_failed", "the grader threw " + t, Blame.CALLER);
            return result.outcome(Outcome.ENVIRONMENT_FAILED, failure).build();
        }
        Outcome outcome;
        if (solved) {
            outcome = Outcome.SOLVED;
        } else if (trajectory.terminated()) {
            outcome = judged ? Outcome.UNSOLVED : Outcome.FINISHED;
        } else if (trajectory.truncated() || cut != null) {
            outcome = Outcome.TRUNCATED;
        } else {
            outcome = Outcome.AGENT_STOPPED;
        }
        return result.outcome(outcome, agentFailure).build();
    }
}
