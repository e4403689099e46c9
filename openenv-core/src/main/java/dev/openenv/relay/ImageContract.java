package dev.openenv.relay;

/** What the image of an environment and whoever starts a container of it have agreed upon. */
public final class ImageContract {

    /** The port on which the server listens when nothing else is said. */
    public static final int PORT = 8000;

    /** A label of the image: the port on which the server listens. */
    public static final String PORT_LABEL = "dev.openenv.port";

    /** A label of the image: {@link #STDIO} when the server carries connections over its standard input and output. */
    public static final String RELAY_LABEL = "dev.openenv.relay";

    /** An environment variable of the container: {@link #STDIO} makes the server do so. */
    public static final String RELAY_VARIABLE = "OPENENV_RELAY";

    /** An environment variable of the container: another port, 0 takes a free one. */
    public static final String PORT_VARIABLE = "OPENENV_PORT";

    /** Standard input and output. */
    public static final String STDIO = "stdio";

    private ImageContract() {}
}
