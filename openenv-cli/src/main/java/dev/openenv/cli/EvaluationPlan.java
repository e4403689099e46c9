package dev.openenv.cli;

import dev.openenv.Grading;
import dev.openenv.ResetOptions;
import dev.openenv.TaskSet;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation plays.
 *
 * @param title stands at the top of the report
 * @param tasks what is played
 * @param attempts how often
 * @param parallel how many episodes at a time
 * @param seed of the run, or null for the seeds that the tasks bring
 * @param maxSteps of each episode
 */
record EvaluationPlan(String title, TaskSet tasks, int attempts, int parallel, @Nullable Long seed, int maxSteps) {

    EvaluationPlan withTasks(TaskSet others) {
        return new EvaluationPlan(title, others, attempts, parallel, seed, maxSteps);
    }

    int episodes() {
        return tasks.size() * attempts;
    }

    long runSeed() {
        return seed == null ? 0 : seed;
    }

    /** The tasks, without their own seeds where a seed is given: then every episode's seed is made from that one. */
    TaskSet seededTasks() {
        if (seed == null) {
            return tasks;
        }
        var seeded = TaskSet.builder();
        for (var task : tasks.tasks()) {
            var grading = tasks.grading(task.id());
            var unseeded = Grading.of(
                    ResetOptions.defaults().withValues(grading.resetOptions().values()));
            seeded.add(task, grading.key(Object.class).map(unseeded::withKey).orElse(unseeded));
        }
        return seeded.build();
    }
}
