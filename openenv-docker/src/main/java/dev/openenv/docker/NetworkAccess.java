package dev.openenv.docker;

/** What a container can reach over the network, and how its server is reached. */
public enum NetworkAccess {

    /**
     * Nothing but itself: the container has a loopback interface and no other. Its server is reached through a relay over the
     * container's streams, for which the image needs Python, or is one that was built with OpenEnv for Java. Needs no rights
     * on this machine and works with an engine anywhere.
     */
    NONE,

    /**
     * No way out of this machine: a network without a gateway. <b>Not a sandbox:</b> whatever listens on all interfaces of the
     * engine's machine can be reached from the container. Works only where the engine runs on this machine, on Linux.
     */
    INTERNAL,

    /**
     * A network of its own whose new connections the firewall drops, both to the world and to the engine's machine; the
     * server's port is published on the loopback interface. Needs root, iptables, and the engine on this machine.
     */
    ISOLATED,

    /** Whatever the engine's machine can reach, that machine included. The server's port is published on the loopback interface. */
    OPEN
}
