package dev.openenv.report;

import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.EpisodeRandom;
import dev.openenv.Failure;
import dev.openenv.InvalidActionException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Seeds;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import dev.openenv.report.GridWalk.Move;
import dev.openenv.report.GridWalk.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens grids, and plays whole runs of them for the report's tests. */
final class GridWalks implements EnvironmentProvider<Move, View> {

    private static final List<String> DIRECTIONS = List.of("up", "down", "left", "right");

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.builder("grid-walk")
                .description("Walk to the flag.")
                .solved(SuccessCriterion.terminatedWith(-1))
                .build();
    }

    @Override
    public Codec<Move> actionCodec() {
        return new HandCodec<>(Move.class, move -> JsonObject.of("direction", move.direction()));
    }

    @Override
    public Codec<View> observationCodec() {
        return new HandCodec<>(
                View.class, view -> JsonObject.of("row", view.row(), "column", view.column(), "rows", view.rows())
                        .with("message", view.message()));
    }

    @Override
    public Environment<Move, View> open(Duration limit) {
        return new GridWalk();
    }

    /** Episodes of a walker that goes astray with some probability, and that the world fails now and then. */
    List<Trajectory<Move, View>> play(String agent, int tasks, int attempts, double astray) {
        var episodes = new ArrayList<Trajectory<Move, View>>();
        for (var number = 0; number < tasks; number++) {
            var task = Task.of("walk-" + number, "test", "Walk to the flag and do not fall.", JsonObject.empty());
            for (var attempt = 0; attempt < attempts; attempt++) {
                episodes.add(play(agent, task, attempt, astray));
            }
        }
        return episodes;
    }

    private Trajectory<Move, View> play(String agent, Task task, int attempt, double astray) {
        var seed = Seeds.episode(7, task.id(), attempt);
        var world = new GridWalk();
        var random = new EpisodeRandom(Seeds.agent(seed)).split(agent);
        var options = ResetOptions.seed(seed);
        var first = world.reset(options);
        var trajectory = Trajectory.<Move, View>builder("grid-walk", "1.0.0", agent + "/" + task.id() + "/" + attempt)
                .agent(agent)
                .task(task, attempt)
                .resetOptions(options)
                .initial(first, Drawing.of(world))
                .duration(Duration.ofNanos(180_000 + random.nextInt(900_000)));
        var last = first;
        var outcome = Outcome.TRUNCATED;
        while (!last.done()) {
            if (random.nextInt(400) == 0) {
                return trajectory
                        .outcome(
                                Outcome.ENVIRONMENT_FAILED,
                                Failure.of("step_timeout", "the grid did not answer in 1 s", Blame.ENVIRONMENT))
                        .build();
            }
            var move =
                    new Move(random.nextDouble() < astray ? random.pick(DIRECTIONS) : towardsFlag(last.observation()));
            try {
                last = world.step(move);
                trajectory.add(TrajectoryStep.taken(move, last).withDrawing(Drawing.of(world)));
                if (last.terminated()) {
                    outcome = last.rewardOrZero() > 0 ? Outcome.SOLVED : Outcome.UNSOLVED;
                }
            } catch (InvalidActionException refused) {
                trajectory.add(TrajectoryStep.failed(move, Failure.of(refused, Blame.AGENT)));
            }
        }
        return trajectory.outcome(outcome, null).build();
    }

    private static String towardsFlag(View view) {
        for (var row = 0; row < view.rows().size(); row++) {
            var column = view.rows().get(row).indexOf('F');
            if (column >= 0) {
                return row != view.row()
                        ? (row < view.row() ? "up" : "down")
                        : column < view.column() ? "left" : "right";
            }
        }
        return "up";
    }
}
