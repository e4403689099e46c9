package dev.openenv.examples;

import dev.openenv.ResetOptions;
import dev.openenv.SuccessCriterion;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import java.util.OptionalDouble;

/** A safe with a number. Whoever listens well opens it soon. */
public final class Safe implements ToolEpisode {

    /** What can be heard at the lock. */
    public record Sound(boolean click, @Param("-1 too low, 1 too high, 0 right") int side) {}

    private final int number;
    private boolean open;
    private int tries;

    /** A closed safe. */
    public Safe(ResetOptions options) {
        number = options.random().nextInt(1000);
    }

    /** A tool: what agents may do. */
    @Tool("Turns the dial to a number and tells what can be heard.")
    public Sound turn(@Param(value = "the number", min = 0, max = 999) int to) {
        if (open) {
            throw new IllegalStateException("it is open already");
        }
        tries++;
        open = to == number;
        return new Sound(open, Integer.signum(to - number));
    }

    /** Another: what it gives is described by its type, too. */
    @Tool("How often the dial was turned.")
    public int tries() {
        return tries;
    }

    @Override
    public OptionalDouble reward() {
        return OptionalDouble.of(open ? 1 : 0);
    }

    @Override
    public boolean done() {
        return open;
    }

    /** Safes, a new one for each episode. */
    public static InProcessProvider<ToolAction, ToolObservation> provider() {
        return ToolProvider.of(Safe.class, Safe::new)
                .withDescription("Open a safe by listening to its lock.")
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withMaxSteps(20);
    }

    /** Opens it by halving. */
    public static void main(String[] arguments) {
        try (var environment = provider().open()) {
            environment.reset(ResetOptions.seed(7));
            var low = 0;
            var high = 999;
            while (true) {
                var middle = (low + high) / 2;
                var result = environment.step(CallTool.of("turn", JsonObject.of("to", middle)));
                var sound = ((ToolReply) result.observation())
                        .result()
                        .orElseThrow()
                        .structuredContent()
                        .orElseThrow();
                System.out.println(middle + " " + sound);
                if (result.done()) {
                    return;
                }
                if (sound.integer("side").orElseThrow() < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
        }
    }
}
