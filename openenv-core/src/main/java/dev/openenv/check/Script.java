package dev.openenv.check;

import dev.openenv.ResetOptions;
import dev.openenv.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An episode that was played once: its actions, and what each call gave, the reset first.
 *
 * @param options how it was reset
 * @param random whether chance chose the actions
 * @param actions those that did not break the world
 * @param turns what was seen, one more than actions; empty when there was no reset
 * @param refused how many actions the world refused
 * @param failure what ended it, or null
 * @param notes what was wrong beside
 */
record Script<A>(
        ResetOptions options,
        boolean random,
        List<A> actions,
        List<JsonObject> turns,
        int refused,
        @Nullable Finding failure,
        List<Finding> notes) {

    Script {
        actions = List.copyOf(actions);
        turns = List.copyOf(turns);
        notes = List.copyOf(notes);
    }

    long seed() {
        return options.seed().orElse(0);
    }

    boolean done() {
        return !turns.isEmpty() && Play.done(turns.get(turns.size() - 1));
    }

    /** How an action was answered, from 0. */
    boolean refused(int action) {
        return turns.get(action + 1).has(Play.REFUSED);
    }
}
