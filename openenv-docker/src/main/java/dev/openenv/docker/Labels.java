package dev.openenv.docker;

import java.util.UUID;

/** The names and labels of what is made here; those that images bring are in {@link dev.openenv.relay.ImageContract}. */
final class Labels {

    /** On containers and networks: who made them, see {@link Owner}. */
    static final String OWNER = "dev.openenv.owner";

    private static final int ID_DIGITS = 12;

    private Labels() {}

    /** Twelve letters and digits that nothing else has; with two more letters a bridge may be called so. */
    static String freshId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS);
    }
}
