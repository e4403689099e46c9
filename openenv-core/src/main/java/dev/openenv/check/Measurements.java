package dev.openenv.check;

import dev.openenv.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an environment costs, and what chance gets in it. Times and memory are those of this machine in this minute, for
 * orientation; they are no benchmark.
 *
 * @param reset the time of one reset, on average
 * @param step the time of one step, on average; zero when no step was taken
 * @param resetBytes memory allocated by one reset, in bytes, or null when this JVM does not tell
 * @param stepBytes memory allocated by one step, in bytes, or null when this JVM does not tell
 * @param episodes how many episodes of random actions were played
 * @param steps how many steps they had
 * @param randomReward the mean of their sums of rewards
 * @param randomSolved the share of them that was solved, 0 to 1, or null when the environment declares no criterion
 */
public record Measurements(
        Duration reset,
        Duration step,
        @Nullable Long resetBytes,
        @Nullable Long stepBytes,
        int episodes,
        int steps,
        double randomReward,
        @Nullable Double randomSolved) {

    JsonObject toJson() {
        return JsonObject.builder()
                .put("reset_seconds", reset.toNanos() / 1e9)
                .put("step_seconds", step.toNanos() / 1e9)
                .put("reset_bytes", resetBytes)
                .put("step_bytes", stepBytes)
                .put("episodes", episodes)
                .put("steps", steps)
                .put("random_reward", randomReward)
                .put("random_solved", randomSolved)
                .build();
    }
}
