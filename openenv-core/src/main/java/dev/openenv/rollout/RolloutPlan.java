package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Grader;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.Seeds;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything a run was told, fixed when it starts. */
record RolloutPlan<A extends Action, O extends Observation>(
        EnvironmentProvider<A, O> provider,
        String agentName,
        Supplier<? extends Agent<A, O>> agent,
        TaskSet tasks,
        List<Task> order,
        int attempts,
        int parallel,
        long seed,
        EpisodeLimits limits,
        Duration openLimit,
        Duration closeLimit,
        int retries,
        @Nullable Grader<A, O> grader,
        List<RolloutListener<A, O>> listeners) {

    int episodes() {
        return order.size() * attempts;
    }

    Task taskOf(int index) {
        return order.get(index / attempts);
    }

    int attemptOf(int index) {
        return index % attempts;
    }

    /** Readable, unique in a file that holds several agents' runs, and the same in every repetition of the run. */
    String episodeId(Task task, int attempt) {
        var id = agentName + "/" + task.id() + "/" + attempt;
        return id.length() <= ResetOptions.MAX_EPISODE_ID_LENGTH
                ? id
                : id.substring(0, id.offsetByCodePoints(0, 100)) + "-" + Long.toHexString(Seeds.hash(id));
    }
}
