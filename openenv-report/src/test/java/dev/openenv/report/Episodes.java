package dev.openenv.report;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.ArrayList;
import java.util.List;

/** Writes down episodes by what statistics see of them. */
final class Episodes {

    private static final JsonAction ACTION = new JsonAction(JsonObject.of("go", true));
    private static final JsonObservation SEEN = new JsonObservation(JsonObject.of("seen", 1));

    private final List<Trajectory<JsonAction, JsonObservation>> episodes = new ArrayList<>();
    private final String environment;

    Episodes(String environment) {
        this.environment = environment;
    }

    Episodes add(String agent, String task, int attempt, Outcome outcome, double reward, int steps) {
        return add(agent, task, attempt, outcome, reward, steps, 0);
    }

    Episodes add(String agent, String task, int attempt, Outcome outcome, double reward, int steps, int refused) {
        var builder = Trajectory.<JsonAction, JsonObservation>builder(environment, "1.0.0", "e" + episodes.size())
                .agent(agent)
                .task(Task.of(task), attempt)
                .initial(StepResult.of(SEEN), null)
                .outcome(outcome, null);
        for (var i = 0; i < refused; i++) {
            builder.add(TrajectoryStep.failed(ACTION, Failure.of("invalid_action", "no", Blame.AGENT)));
        }
        for (var i = 0; i < steps; i++) {
            builder.add(TrajectoryStep.taken(ACTION, StepResult.of(SEEN, i == 0 ? reward : 0)));
        }
        episodes.add(builder.build());
        return this;
    }

    List<Trajectory<JsonAction, JsonObservation>> list() {
        return episodes;
    }
}
