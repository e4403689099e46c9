package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.Grading;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.Trajectory;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.rollout.Rollouts;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Episodes for tests, always the same for the same actions. */
public final class Played {

    private Played() {}

    /** What a careful reader does: the episode is solved. */
    public static final ToolAction[] SOLUTION = {
        CallTool.of("search", Map.of("word", "Emma")), CallTool.of("lend", Map.of("id", 3)), submit("done")
    };

    /** The last action of an episode. */
    public static CallTool submit(String answer) {
        return CallTool.of("submit", Map.of("answer", answer));
    }

    /** These actions in the library. */
    public static PlayedEpisode<ToolAction, ToolObservation> inLibrary(ToolAction... actions) {
        return in(Library.provider(), actions);
    }

    /** These actions somewhere; an agent that has no more stops. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the list is a copy
    public static <A extends Action, O extends Observation> PlayedEpisode<A, O> in(
            EnvironmentProvider<A, O> world, A... actions) {
        return PlayedEpisode.of(world, trajectory(world, 42, List.of(actions)), "ReaderTest.lendsTheBook");
    }

    /** These actions in a test of a name. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the list is a copy
    public static <A extends Action, O extends Observation> PlayedEpisode<A, O> named(
            EnvironmentProvider<A, O> world, String test, A... actions) {
        return PlayedEpisode.of(world, trajectory(world, 42, List.of(actions)), test);
    }

    /** These actions with a seed. */
    public static <A extends Action, O extends Observation> Trajectory<A, O> trajectory(
            EnvironmentProvider<A, O> world, long seed, List<A> actions) {
        var task = TaskSet.builder()
                .add(Task.of("emma", "Lend the annotated Emma."), Grading.of(ResetOptions.seed(seed)))
                .build();
        var played = Rollouts.of(world)
                .agent("reader", () -> episode -> {
                    for (var action : actions) {
                        try {
                            episode.step(action);
                        } catch (InvalidActionException e) {
                            // Goes on with the next, as many agents do.
                            continue;
                        }
                    }
                })
                .tasks(task)
                .run()
                .trajectories()
                .get(0);
        return played.toBuilder().duration(Duration.ofMillis(7)).build();
    }

    /** The same episode, come out otherwise. */
    public static <A extends Action, O extends Observation> PlayedEpisode<A, O> withOutcome(
            PlayedEpisode<A, O> played, Outcome outcome, @Nullable Failure failure) {
        return PlayedEpisode.of(
                played.world(),
                played.trajectory().toBuilder().outcome(outcome, failure).build(),
                played.test());
    }
}
