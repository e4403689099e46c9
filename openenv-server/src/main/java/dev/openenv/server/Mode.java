package dev.openenv.server;

import java.util.Locale;

/** What a server lets its clients do over plain HTTP. Sockets are the same in both modes. */
public enum Mode {
    /** Training: {@code POST /reset}, {@code POST /step} and {@code GET /state} are there. */
    SIMULATION,
    /** Serving: these three are gone, and the texts of exceptions stay in the log. */
    PRODUCTION;

    /** The environment variable that says the mode when the program does not. */
    public static final String VARIABLE = "OPENENV_MODE";

    /**
     * Reads a mode as the wire spells it, in any case.
     *
     * @param text {@code simulation} or {@code production}
     * @return the mode
     * @throws IllegalArgumentException for any other text, the empty one included
     */
    public static Mode of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "simulation" -> SIMULATION;
            case "production" -> PRODUCTION;
            default ->
                throw new IllegalArgumentException(
                        "Invalid mode: '" + text + "'. Must be one of: ['simulation', 'production']");
        };
    }
}
