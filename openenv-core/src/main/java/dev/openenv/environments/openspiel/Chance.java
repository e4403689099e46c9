package dev.openenv.environments.openspiel;

import dev.openenv.EpisodeRandom;

/** Draws the outcomes of chance. */
@FunctionalInterface
interface Chance {

    /** Draws one outcome of a position in which chance is on turn. */
    int draw(Position position);

    /** One uniform draw per outcome, over the outcomes in ascending order with their cumulated weights. */
    static Chance of(EpisodeRandom random) {
        return position -> {
            var outcomes = position.actions();
            var total = 0;
            for (var outcome : outcomes) {
                total += position.weight(outcome);
            }
            var drawn = random.nextInt(total);
            for (var outcome : outcomes) {
                drawn -= position.weight(outcome);
                if (drawn < 0) {
                    return outcome;
                }
            }
            throw new IllegalStateException("the weights of " + outcomes + " changed during a draw");
        };
    }
}
