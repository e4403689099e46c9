package dev.openenv.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A confinement in the engine's words; the network is another's matter. */
final class ConfinedCommand {

    private static final double NANO = 1e9;

    private ConfinedCommand() {}

    /** Confines what will be made of an image that runs as this user, on an engine with so many processors. */
    static void confine(CreateContainerCmd create, Confinement confinement, String imageUser, int cpus) {
        if (!confinement.user().isEmpty()) {
            create.withUser(confinement.user());
        } else if (ImageFacts.isRoot(imageUser)) {
            create.withUser(Confinement.NOBODY);
        }
        var given = create.getHostConfig();
        var host = given == null ? HostConfig.newHostConfig() : given;
        confine(host, confinement, cpus);
        create.withHostConfig(host);
    }

    private static void confine(HostConfig host, Confinement confinement, int cpus) {
        var options = new ArrayList<String>();
        if (!confinement.newPrivileges()) {
            options.add("no-new-privileges");
        }
        if (confinement.anySystemCall()) {
            options.add("seccomp=unconfined");
        }
        var temporary = new LinkedHashMap<String, String>();
        confinement
                .temporary()
                .forEach((path, bytes) -> temporary.put(path, "rw,noexec,nosuid,nodev,mode=1777,size=" + bytes));
        host.withMemory(confinement.memoryBytes())
                .withMemorySwap(confinement.memoryBytes())
                .withNanoCPUs((long) (Math.min(confinement.cpus(), cpus) * NANO))
                .withPidsLimit((long) confinement.processes())
                .withReadonlyRootfs(!confinement.writableRoot())
                .withTmpFs(temporary)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(options)
                .withLogConfig(new LogConfig(
                        LogConfig.LoggingType.JSON_FILE,
                        Map.of("max-size", Long.toString(confinement.logBytes()), "max-file", "1")));
        if (!confinement.capabilities().isEmpty()) {
            host.withCapAdd(
                    confinement.capabilities().stream().map(Capability::valueOf).toArray(Capability[]::new));
        }
    }
}
