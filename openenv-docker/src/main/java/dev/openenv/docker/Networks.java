package dev.openenv.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import dev.openenv.Retry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The networks that this JVM's containers share, one for each kind, in which they do not see each other. One is made for the
 * first container that wants it and removed after the last.
 */
final class Networks {

    private static final Logger LOG = LoggerFactory.getLogger(Networks.class);
    private static final String BRIDGE = "com.docker.network.bridge.name";

    private final DockerEngine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<NetworkAccess, Shared> shared = new EnumMap<>(NetworkAccess.class);

    /** A network, and how many containers use it. */
    private static final class Shared {
        private final String name;
        private final String bridge;
        private int users;

        Shared(String name, String bridge) {
            this.name = name;
            this.bridge = bridge;
        }
    }

    Networks(DockerEngine engine) {
        this.engine = engine;
    }

    /** The name of the network for a container, which is released after that. */
    String acquire(NetworkAccess access) {
        if (access == NetworkAccess.NONE) {
            return "none";
        }
        if (access != NetworkAccess.OPEN && !engine.isLocal()) {
            throw unavailable(access, "the engine at " + engine.host() + " runs on another machine", null);
        }
        lock.lock();
        try {
            var network = shared.get(access);
            if (network == null) {
                network = make(access);
                shared.put(access, network);
            }
            network.users++;
            return network.name;
        } finally {
            lock.unlock();
        }
    }

    void release(NetworkAccess access) {
        lock.lock();
        try {
            var network = shared.get(access);
            if (network != null && --network.users <= 0) {
                shared.remove(access);
                remove(network.name, network.bridge);
            }
        } finally {
            lock.unlock();
        }
    }

    private Shared make(NetworkAccess access) {
        var id = Labels.freshId();
        var network = new Shared("openenv-" + id, "oe" + id);
        if (access == NetworkAccess.ISOLATED) {
            try {
                Firewall.check();
            } catch (FirewallException e) {
                throw unavailable(access, e.getMessage(), e);
            }
        }
        engine.ask("", () -> engine.calls()
                .createNetworkCmd()
                .withName(network.name)
                .withDriver("bridge")
                .withInternal(access == NetworkAccess.INTERNAL)
                .withOptions(Map.of(BRIDGE, network.bridge, "com.docker.network.bridge.enable_icc", "false"))
                .withLabels(Map.of(Labels.OWNER, Owner.thisProcess().label()))
                .exec());
        if (access == NetworkAccess.ISOLATED) {
            try {
                Firewall.closeOff(network.bridge);
            } catch (FirewallException e) {
                remove(network.name, network.bridge);
                throw unavailable(access, e.getMessage(), e);
            }
        }
        return network;
    }

    private static ContainerException unavailable(NetworkAccess access, String why, @Nullable Throwable cause) {
        return ContainerException.before(
                "network_unavailable",
                "network " + access + " cannot be had: " + why
                        + "; NONE needs nothing, the guide on containers compares them",
                "",
                Retry.NEVER,
                cause);
    }

    private void remove(String name, String bridge) {
        EngineThreads.call(() -> removedHere(name, bridge));
    }

    private boolean removedHere(String name, String bridge) {
        try {
            engine.ask("", () -> engine.calls().removeNetworkCmd(name).exec());
            return true;
        } catch (ContainerException e) {
            if (e.getCause() instanceof NotFoundException) {
                return true;
            }
            LOG.warn("not_removed network={} reason={}", name, e.getMessage());
            return false;
        } finally {
            Firewall.open(bridge);
        }
    }

    /** Removes the networks of processes that have ended. */
    void reap() {
        for (Network network :
                engine.ask("", () -> engine.calls().listNetworksCmd().exec())) {
            var label = network.getLabels() == null ? null : network.getLabels().get(Labels.OWNER);
            if (label != null && Owner.of(label).filter(Owner::hasEnded).isPresent()) {
                remove(network.getName(), network.getOptions().getOrDefault(BRIDGE, ""));
            }
        }
    }

    void close() {
        lock.lock();
        try {
            shared.values().forEach(network -> remove(network.name, network.bridge));
            shared.clear();
        } finally {
            lock.unlock();
        }
    }
}
