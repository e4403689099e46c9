package dev.openenv.cli;

import java.util.Locale;

/** Where the demo plays. */
enum Home {
    /** In this process. */
    HERE,
    /** On a server in another process. */
    WIRE,
    /** On that server, by the Python client. */
    PYTHON,
    /** In containers. */
    CONTAINER;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
