package dev.openenv.examples;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;

/** A winter night in a cabin: every hour, decide how many logs to burn. The wind decides how much warmth is lost. */
public final class Cabin implements Environment<Cabin.Stoke, Cabin.Night>, Rendering {

    /** What the agent does each hour. */
    public record Stoke(@Param(value = "logs to put on the fire", min = 0, max = 4) int logs) implements Action {}

    /** What the agent sees. */
    public record Night(
            @Param("hours until dawn") int hoursLeft,
            @Param("degrees Celsius inside") int temperature,
            @Param("logs on the stack") int logsLeft)
            implements Observation {}

    private static final int HOURS = 8;

    private EpisodeRandom wind = new EpisodeRandom(0);
    private int hoursLeft;
    private int temperature;
    private int logsLeft;
    private int coldest;

    @Override
    public StepResult<Night> reset(ResetOptions options) {
        var logs = options.values().integer("logs").orElse(10);
        if (logs < 0 || logs > 40) {
            throw new InvalidOptionException("logs", "0 to 40", logs);
        }
        wind = options.random();
        hoursLeft = HOURS;
        temperature = 18;
        logsLeft = (int) logs;
        coldest = temperature;
        return StepResult.of(look());
    }

    @Override
    public StepResult<Night> step(Stoke stoke) {
        if (stoke.logs() > logsLeft) {
            throw InvalidActionException.of("/logs", "at most " + logsLeft + ", the stack", stoke.logs());
        }
        logsLeft -= stoke.logs();
        temperature += 2 * stoke.logs() - wind.nextInt(1, 5);
        coldest = Math.min(coldest, temperature);
        hoursLeft--;
        var reward = temperature >= 16 && temperature <= 22 ? 1.0 : 0.0;
        return hoursLeft == 0 ? StepResult.terminated(look(), reward) : StepResult.of(look(), reward);
    }

    @Override
    public State state() {
        return State.of(JsonObject.of("coldest", coldest));
    }

    @Override
    public String text() {
        return "%d h to dawn  %2d °C  %s".formatted(hoursLeft, temperature, "=".repeat(logsLeft));
    }

    private Night look() {
        return new Night(hoursLeft, temperature, logsLeft);
    }

    /** How the world is known and opened. */
    public static InProcessProvider<Stoke, Night> provider() {
        return InProcessProvider.of(Cabin.class, Cabin::new)
                .withVersion("1.0.0")
                .withDescription("Keep a cabin between 16 and 22 degrees through eight windy hours with ten logs.")
                .withSolved(SuccessCriterion.terminatedWith(HOURS))
                .withRewardRange(0, 1)
                .withTasks(TaskSet.seeds("night", 1, 20));
    }
}
