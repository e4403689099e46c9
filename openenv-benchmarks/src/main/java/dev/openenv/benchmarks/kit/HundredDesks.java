package dev.openenv.benchmarks.kit;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.TaskSet;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.Repeat;
import dev.openenv.junit.Tasks;
import dev.openenv.junit.ToolTrial;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** A hundred episodes of the ticket desk, each solved by an agent that calls tools. */
@OpenEnvTest(TicketDesk.class)
final class HundredDesks {

    private static final int TASKS = 25;
    private static final int TIMES = 4;

    static final int EPISODES = TASKS * TIMES;

    @OpenEnvTest
    @Tasks(sample = TASKS)
    @Repeat(TIMES)
    void aClerkSolvesThem(ToolTrial trial) {
        assertThat(trial.run(clerk().get())).isSolved().hasNoFailedCalls();
    }

    /** The same without JUnit, each episode a run of its own as in a test. */
    static long bare() {
        var start = System.nanoTime();
        var desk = TicketDesk.provider();
        var tasks = desk.tasks();
        for (var i = 0; i < EPISODES; i++) {
            var task = tasks.tasks().get(i % TASKS);
            var run = Rollouts.of(desk)
                    .agent(clerk())
                    .tasks(TaskSet.builder().add(task, tasks.grading(task.id())).build())
                    .retries(0)
                    .episodeLimit(Duration.ofMinutes(1))
                    .run();
            if (run.trajectories().get(0).outcome() != Outcome.SOLVED) {
                throw new IllegalStateException(run.trajectories().get(0).toString());
            }
        }
        return System.nanoTime() - start;
    }

    private static Supplier<? extends Agent<ToolAction, ToolObservation>> clerk() {
        return Objects.requireNonNull(TicketDesk.entry().agents().get("tools"));
    }
}
