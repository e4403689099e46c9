package dev.openenv.check.broken;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.function.Function;

/** Worlds whose values are not what they declare. */
final class ValueFlaws {

    private ValueFlaws() {}

    record Jump(int to) implements Action {}

    record Here(int to) implements Observation {}

    record Heat(double degrees) implements Observation {}

    record Ended(boolean done) implements Observation {}

    record Grown(int size) implements Observation {
        Grown {
            size++;
        }
    }

    record Alone(int size) implements Observation {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return size;
        }
    }

    record Push(int by) implements Action {
        Push {
            by++;
        }
    }

    record Bucket(String at) {}

    /** Two turns, each of which shows something made from the action. */
    private static <A extends Action, O extends Observation> EnvironmentCheck<A, O> twoTurns(
            Class<A> action, Class<O> observation, O start, Function<A, O> seen) {
        return EnvironmentCheck.of(InProcessProvider.of(action, observation, () -> twoTurns(start, seen))
                .withRewardRange(0, 0));
    }

    private static <A extends Action, O extends Observation> Environment<A, O> twoTurns(O start, Function<A, O> seen) {
        return new Environment<>() {
            private int turn;

            @Override
            public StepResult<O> reset(ResetOptions options) {
                turn = 0;
                return StepResult.of(start);
            }

            @Override
            public StepResult<O> step(A action) {
                var observation = seen.apply(action);
                turn++;
                return turn < 2 ? StepResult.of(observation, 0) : StepResult.terminated(observation, 0);
            }
        };
    }

    /** A world of plain JSON that takes a number from 1 to 6 and shows it. */
    static EnvironmentCheck<JsonAction, JsonObservation> json(Function<JsonObject, JsonObject> seen) {
        var dice = JsonObject.of("type", "integer", "minimum", 1, "maximum", 6);
        var schema = JsonObject.builder()
                .put("type", "object")
                .put("properties", JsonObject.of("dice", dice))
                .put("required", List.of("dice"))
                .put("additionalProperties", false)
                .build();
        return EnvironmentCheck.of(InProcessProvider.json(
                        "json",
                        schema,
                        schema,
                        () -> twoTurns(
                                new JsonObservation(JsonObject.of("dice", 1)),
                                action -> new JsonObservation(seen.apply(action.json()))))
                .withRewardRange(0, 0));
    }

    private static Flaw paying(String name, String code, double reward) {
        return Flaw.of(name, code, () -> new Well() {
            @Override
            public StepResult<Depth> step(Lower action) {
                var result = super.step(action);
                return result.done() ? result : result.withReward(reward);
            }
        });
    }

    static List<Flaw> all() {
        return List.of(
                paying("a reward is no number", "reward-not-finite", Double.NaN),
                paying("a reward is too small", "reward-out-of-range", -3),
                new Flaw(
                        "an index outside breaks the world",
                        "odd-action-breaks",
                        twoTurns(
                                Jump.class,
                                Here.class,
                                new Here(0),
                                jump -> new Here(
                                        List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).get(jump.to())))),
                new Flaw(
                        "an action is taken that the schema forbids",
                        "invalid-action-accepted",
                        json(action -> JsonObject.of("dice", 1))),
                new Flaw("an observation misses a field", "observation-not-as-declared", json(action -> {
                    valid(action);
                    return JsonObject.empty();
                })),
                new Flaw("an observation has a field too many", "observation-not-as-declared", json(action -> {
                    valid(action);
                    return JsonObject.of("dice", 3, "colour", "red");
                })),
                new Flaw("an observation is above its maximum", "observation-not-as-declared", json(action -> {
                    valid(action);
                    return JsonObject.of("dice", 7);
                })),
                new Flaw(
                        "the state has another type than declared",
                        "state-not-as-declared",
                        EnvironmentCheck.of(Well.provider(Well::new).withState(Bucket.class))),
                new Flaw(
                        "an observation holds what JSON cannot say",
                        "observation-not-json",
                        twoTurns(Jump.class, Heat.class, new Heat(0), jump -> new Heat(Double.NaN))),
                new Flaw(
                        "an observation grows when it is read",
                        "observation-changes-in-json",
                        twoTurns(Jump.class, Grown.class, new Grown(1), jump -> new Grown(2))),
                new Flaw(
                        "an observation equals no other",
                        "observation-changes-in-json",
                        twoTurns(Jump.class, Alone.class, new Alone(1), jump -> new Alone(2))),
                new Flaw(
                        "an action grows when it is read",
                        "action-changes-in-json",
                        twoTurns(Push.class, Here.class, new Here(0), push -> new Here(1))),
                new Flaw(
                        "an observation has a name of the wire",
                        "name-reserved",
                        twoTurns(Jump.class, Ended.class, new Ended(false), jump -> new Ended(false))),
                Flaw.of("the metadata say that it was cut off", "metadata-collides", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        return super.step(action).withMetadata(JsonObject.of("truncated", true));
                    }
                }),
                Flaw.of("the state counts from five", "step-count-wrong", () -> new Well() {
                    @Override
                    public State state() {
                        return super.state().withEpisode("mine", 5 + at);
                    }
                }));
    }

    /** What a world of plain JSON has to do itself. */
    static void valid(JsonObject action) {
        var dice = action.get("dice");
        if (action.size() != 1 || !(dice instanceof Long number) || number < 1 || number > 6) {
            throw InvalidActionException.of("/dice", "1 to 6", dice);
        }
    }
}
