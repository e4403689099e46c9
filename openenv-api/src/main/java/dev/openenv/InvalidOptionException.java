package dev.openenv;

import org.jspecify.annotations.Nullable;

/** A named option of a reset has a value that the world cannot start with. The world is as it was. */
public class InvalidOptionException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** The name of the option. */
    private final String option;

    /**
     * An option with a wrong value.
     *
     * @param option the name of the option
     * @param expected what would have been right
     * @param actual what was given
     */
    public InvalidOptionException(String option, String expected, @Nullable Object actual) {
        super(
                "invalid_option",
                "reset option " + option + ": expected " + expected + ", got " + actual,
                Blame.CALLER,
                Effect.NOT_APPLIED,
                Retry.NEVER,
                null);
        this.option = option;
    }

    /**
     * The name of the option.
     *
     * @return as given to {@link ResetOptions#with}
     */
    public String option() {
        return option;
    }
}
