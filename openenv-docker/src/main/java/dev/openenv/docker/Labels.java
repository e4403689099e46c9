package dev.openenv.docker;

import java.util.UUID;

/** The names and labels of what is made here, and the labels that images bring. */
final class Labels {

    /** On containers and networks: who made them, see {@link Owner}. */
    static final String OWNER = "dev.openenv.owner";

    /** On images: where the server listens. */
    static final String PORT = "dev.openenv.port";

    /** On images: {@code stdio} when the server carries connections over its standard input and output. */
    static final String RELAY = "dev.openenv.relay";

    private static final int ID_DIGITS = 12;

    private Labels() {}

    /** Twelve letters and digits that nothing else has; with two more letters a bridge may be called so. */
    static String freshId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
    }
}
