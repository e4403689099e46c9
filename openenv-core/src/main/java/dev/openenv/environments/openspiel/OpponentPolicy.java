package dev.openenv.environments.openspiel;

import dev.openenv.EpisodeRandom;
import java.util.List;
import java.util.Locale;

/** How the players play that are not the agent's. */
public enum OpponentPolicy {
    /** Any legal action, each equally likely. */
    RANDOM,
    /** The legal action with the least number. */
    FIRST,
    /** The legal action with the greatest number. */
    LAST,
    /** The legal action in the middle of the ascending list; of two, the greater. */
    MIDDLE;

    /**
     * The policy's name in states and settings.
     *
     * @return {@code random}, {@code first}, {@code last} or {@code middle}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    int choose(List<Integer> actions, EpisodeRandom random) {
        return switch (this) {
            case RANDOM -> random.pick(actions);
            case FIRST -> actions.get(0);
            case LAST -> actions.get(actions.size() - 1);
            case MIDDLE -> actions.get(actions.size() / 2);
        };
    }
}
