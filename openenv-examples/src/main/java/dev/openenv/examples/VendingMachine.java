package dev.openenv.examples;

import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;

/** A vending machine whose actions and observations are plain JSON: for worlds whose shape is known at run time only. */
public final class VendingMachine implements Environment<JsonAction, JsonObservation> {

    private static final JsonObject ACTION = JsonText.parse(
            """
            {"type": "object",
             "properties": {"insert": {"type": "integer", "enum": [10, 20, 50]},
                            "press": {"type": "string", "enum": ["tea", "soup"]}}}""");

    private static final JsonObject OBSERVATION = JsonText.parse(
            """
            {"type": "object",
             "properties": {"credit": {"type": "integer"}, "drink": {"type": "string"}},
             "required": ["credit"]}""");

    private static final JsonObject PRICES = JsonObject.of("tea", 60, "soup", 90);

    private long credit;

    @Override
    public StepResult<JsonObservation> reset(ResetOptions options) {
        credit = 0;
        return StepResult.of(new JsonObservation(JsonObject.of("credit", credit)));
    }

    @Override
    public StepResult<JsonObservation> step(JsonAction action) {
        var coin = action.json().integer("insert");
        if (coin.isPresent()) {
            return insert(coin.getAsLong());
        }
        var drink = action.json()
                .string("press")
                .orElseThrow(() -> InvalidActionException.of("", "insert or press", action.json()));
        return sell(drink);
    }

    private StepResult<JsonObservation> insert(long coin) {
        if (coin != 10 && coin != 20 && coin != 50) {
            throw InvalidActionException.of("/insert", "a coin of 10, 20 or 50", coin);
        }
        credit += coin;
        return StepResult.of(new JsonObservation(JsonObject.of("credit", credit)));
    }

    private StepResult<JsonObservation> sell(String drink) {
        var price = PRICES.integer(drink).orElseThrow(() -> InvalidActionException.of("/press", "tea or soup", drink));
        if (price > credit) {
            throw InvalidActionException.of("/press", "a drink for at most " + credit, drink + " for " + price);
        }
        credit -= price;
        return StepResult.terminated(new JsonObservation(JsonObject.of("credit", credit, "drink", drink)), 1.0);
    }

    /** The schemas say what the world takes and gives; checking actions is the world's own job. */
    public static InProcessProvider<JsonAction, JsonObservation> provider() {
        return InProcessProvider.json("vending-machine", ACTION, OBSERVATION, VendingMachine::new)
                .withDescription("Insert coins and press a button.")
                .withRewardRange(0, 1);
    }

    /** Buys a cup of tea. */
    public static void main(String[] args) {
        try (var machine = provider().open()) {
            System.out.println(machine.reset().observation().json());
            System.out.println(machine.step(action("insert", 50)).observation().json());
            try {
                machine.step(action("press", "tea"));
            } catch (InvalidActionException e) {
                System.out.println(e.getMessage());
            }
            System.out.println(machine.step(action("insert", 20)).observation().json());
            System.out.println(
                    machine.step(action("press", "tea")).observation().json());
        }
    }

    private static JsonAction action(String name, Object value) {
        return new JsonAction(JsonObject.of(name, value));
    }
}
