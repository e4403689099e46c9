package dev.openenv.docker;

/** The labels of what is made here, and those that images bring. */
final class Labels {

    /** On containers and networks: who made them, see {@link Owner}. */
    static final String OWNER = "dev.openenv.owner";

    /** On images: where the server listens. */
    static final String PORT = "dev.openenv.port";

    /** On images: {@code stdio} when the server carries connections over its standard input and output. */
    static final String RELAY = "dev.openenv.relay";

    private Labels() {}
}
