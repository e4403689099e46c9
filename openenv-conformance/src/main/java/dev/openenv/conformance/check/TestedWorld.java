package dev.openenv.conformance.check;

import java.util.Locale;

/** The three worlds that the checks know to the letter. */
public enum TestedWorld {
    /** Says every message back. */
    ECHO,
    /** Has tools. */
    TOOLS,
    /** Has splits of tasks. */
    TASKS;

    /**
     * A world by its name.
     *
     * @param name {@code echo}, {@code tools} or {@code tasks}, in any case
     * @return the world
     * @throws IllegalArgumentException for another name
     */
    public static TestedWorld named(String name) {
        for (var world : values()) {
            if (world.name().equalsIgnoreCase(name)) {
                return world;
            }
        }
        throw new IllegalArgumentException(
                "no conformance world is called '" + name + "'; there are echo, tools, tasks");
    }

    /**
     * The name in commands and tables.
     *
     * @return {@code echo}, {@code tools} or {@code tasks}
     */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
