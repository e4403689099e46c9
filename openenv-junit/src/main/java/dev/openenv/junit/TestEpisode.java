package dev.openenv.junit;

import dev.openenv.Grading;
import dev.openenv.Task;
import dev.openenv.TaskSet;

/**
 * One episode that a test plays.
 *
 * @param place where
 * @param task what it is about
 * @param grading what is graded, with the options of its reset
 * @param label what the report calls it
 */
record TestEpisode(Place place, Task task, Grading grading, String label) {

    /** The task alone, for a rollout. */
    TaskSet alone() {
        return TaskSet.builder().add(task, grading).build();
    }
}
