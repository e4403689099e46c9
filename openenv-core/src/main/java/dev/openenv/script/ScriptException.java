package dev.openenv.script;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.Objects;

/**
 * A script and what happened do not fit: the script ended before the episode, the episode before the script, nobody wrote
 * what to do in this place. An episode in which an agent throws it counts as failed even when the world had ended it, so that
 * a test notices.
 */
public class ScriptException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** The place in the script. */
    private final int step;

    /** What was seen. */
    private final String seen;

    ScriptException(String message, int step, String seen) {
        super("script_not_followed", message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, null);
        this.step = step;
        this.seen = Objects.requireNonNull(seen, "seen");
    }

    /**
     * How far it went.
     *
     * @return the number of actions that were given before, or of questions that were answered; at least 0
     */
    public int step() {
        return step;
    }

    /**
     * What the agent saw, or the model was asked, when the script did not fit.
     *
     * @return the observation or the question in words, shortened
     */
    public String seen() {
        return seen;
    }
}
