package dev.openenv.junit;

/** Where an environment can run in a test. */
public enum Place {

    /** In this JVM. */
    IN_PROCESS,

    /** On a server that is started in this JVM on a free port of the loopback interface; everything goes over the wire. Takes {@code openenv-server}. */
    REMOTE,

    /**
     * In containers of an image that is made of the test's class path. Takes {@code openenv-image}, a Docker engine, and an environment
     * that a static method provides. Without an engine the test is aborted; with the system property {@code openenv.require.docker=true}
     * it fails.
     */
    DOCKER
}
