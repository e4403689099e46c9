package dev.openenv.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Info;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What confines a running container, as the engine tells it, and every hole that is known. {@link #toString} is the text for
 * people.
 *
 * <p>Immutable.
 */
public final class Explanation {

    /** What engines give when nothing is said. Podman answers with them where ALL was dropped. */
    private static final Set<Capability> GRANTED = EnumSet.of(
            Capability.AUDIT_WRITE,
            Capability.CHOWN,
            Capability.DAC_OVERRIDE,
            Capability.FOWNER,
            Capability.FSETID,
            Capability.KILL,
            Capability.MKNOD,
            Capability.NET_BIND_SERVICE,
            Capability.NET_RAW,
            Capability.SETFCAP,
            Capability.SETGID,
            Capability.SETPCAP,
            Capability.SETUID,
            Capability.SYS_CHROOT);

    private static final int WIDTH = 14;
    private static final double NANO = 1e9;

    private final Map<String, String> facts;
    private final List<String> holes;

    private Explanation(Map<String, String> facts, List<String> holes) {
        this.facts = facts;
        this.holes = List.copyOf(holes);
    }

    static Explanation of(DockerEngine engine, InspectContainerResponse container, Confinement asked, boolean relayed) {
        var host = Objects.requireNonNull(container.getHostConfig(), "host config");
        var facts = new LinkedHashMap<String, String>();
        var holes = new ArrayList<String>();
        resources(host, facts, holes);
        files(container, host, facts, holes);
        rights(container, host, engine.facts(), facts, holes);
        network(container, asked.network(), relayed, facts, holes);
        holes.add("the kernel is the engine machine's: who breaks it is out");
        holes.add(
                "disk and network traffic are not limited, nor is what /proc and /sys tell of the machine hidden altogether");
        return new Explanation(facts, holes);
    }

    private static void resources(HostConfig host, Map<String, String> facts, List<String> holes) {
        var memory = orZero(host.getMemory());
        var swap = orZero(host.getMemorySwap()) - memory;
        facts.put("memory", memory == 0 ? "unlimited" : mib(memory) + (swap == 0 ? ", no swap" : ", and swap"));
        if (memory == 0) {
            holes.add("memory is not limited");
        }
        var nanoCpus = orZero(host.getNanoCPUs());
        facts.put("cpus", nanoCpus == 0 ? "all" : String.format(Locale.ROOT, "%.2f", nanoCpus / NANO));
        if (nanoCpus == 0) {
            holes.add("processor time is not limited");
        }
        var processes = orZero(host.getPidsLimit());
        facts.put("processes", processes <= 0 ? "unlimited" : Long.toString(processes));
        if (processes <= 0) {
            holes.add("processes are not limited");
        }
    }

    private static void files(
            InspectContainerResponse container, HostConfig host, Map<String, String> facts, List<String> holes) {
        var readOnly = Boolean.TRUE.equals(host.getReadonlyRootfs());
        facts.put("files", readOnly ? "read-only" : "can be written to, up to the engine's disk");
        if (!readOnly) {
            holes.add("the root file system can be written to, without a limit");
        }
        if (host.getTmpFs() != null && !host.getTmpFs().isEmpty()) {
            facts.put(
                    "in memory",
                    host.getTmpFs().entrySet().stream()
                            .map(folder -> folder.getKey() + " (" + folder.getValue() + ")")
                            .collect(Collectors.joining("; ")));
        }
        var mounts = container.getMounts() == null
                ? List.<String>of()
                : container.getMounts().stream()
                        .map(mount -> String.valueOf(mount.getDestination()))
                        .toList();
        facts.put("mounts", mounts.isEmpty() ? "none" : String.join(", ", mounts));
        mounts.forEach(mount -> holes.add("a volume at " + mount + " can be written to, without a limit"));
        var log = host.getLogConfig();
        facts.put("log", log.getType() == null ? "?" : log.getType().getType() + " " + nullToEmpty(log.getConfig()));
    }

    private static void rights(
            InspectContainerResponse container,
            HostConfig host,
            Info engine,
            Map<String, String> facts,
            List<String> holes) {
        var user = container.getConfig().getUser();
        var root = user == null || ImageFacts.isRoot(user);
        facts.put("user", root ? "root" : user);
        var options = host.getSecurityOpts() == null ? List.<String>of() : host.getSecurityOpts();
        var known = engine.getSecurityOptions() == null ? List.<String>of() : engine.getSecurityOptions();
        if (root && known.stream().noneMatch(option -> option.contains("rootless") || option.contains("userns"))) {
            holes.add("root in the container is root of the machine, should it get out");
        }
        var added = names(host.getCapAdd());
        var dropped = Arrays.asList(orNone(host.getCapDrop()));
        var noneKept = dropped.contains(Capability.ALL) || dropped.containsAll(GRANTED);
        facts.put("capabilities", noneKept ? (added.isEmpty() ? "none" : added) : "the engine's default " + added);
        if (!noneKept || !added.isEmpty()) {
            holes.add("it has capabilities");
        }
        var newPrivileges = options.stream().noneMatch(option -> option.startsWith("no-new-privileges"));
        facts.put("privileges", newPrivileges ? "can be gained" : "cannot be gained");
        if (newPrivileges) {
            holes.add("programs with the set-user-id bit give their owner's rights");
        }
        var filtered = options.stream().noneMatch(option -> option.contains("seccomp=unconfined"))
                && known.stream().anyMatch(option -> option.contains("seccomp"));
        facts.put("system calls", filtered ? "the engine's seccomp filter" : "all");
        if (!filtered) {
            holes.add("system calls are not filtered");
        }
        var profile = known.stream().anyMatch(option -> option.contains("apparmor") || option.contains("selinux"));
        facts.put("profile", profile ? "the engine's AppArmor or SELinux" : "none (the engine's machine has neither)");
        if (Boolean.TRUE.equals(host.getPrivileged())) {
            holes.add("it is privileged: nothing confines it");
        }
    }

    private static void network(
            InspectContainerResponse container,
            NetworkAccess asked,
            boolean relayed,
            Map<String, String> facts,
            List<String> holes) {
        var networks = container.getNetworkSettings().getNetworks().keySet();
        facts.put("network", asked + " (" + String.join(", ", networks) + ")");
        switch (asked) {
            case NONE ->
                holes.add("the relay's port on this machine's loopback interface is open to every program here");
            case INTERNAL -> {
                holes.add("whatever listens on all interfaces of the engine's machine can be reached");
                holes.add("names are looked up by the engine, which can carry data out");
            }
            case ISOLATED -> {
                holes.add("the published port is open to every program of this machine");
                holes.add("names are looked up by the engine, which can carry data out");
            }
            case OPEN ->
                holes.add("everything that the engine's machine reaches can be reached, that machine included");
        }
        facts.put("reached by", relayed ? "relay over the container's streams" : "network");
    }

    private static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static Object nullToEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static Capability[] orNone(Capability @Nullable [] capabilities) {
        return capabilities == null ? new Capability[0] : capabilities;
    }

    private static String names(Capability @Nullable [] capabilities) {
        return Arrays.stream(orNone(capabilities)).map(Enum::name).collect(Collectors.joining(", "));
    }

    /**
     * What confines the container.
     *
     * @return name, such as {@code memory}, to value
     */
    public Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }

    /**
     * What does not.
     *
     * @return a sentence for each hole
     */
    public List<String> holes() {
        return holes;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        facts.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-" + WIDTH + "s%s%n", name, value)));
        holes.forEach(hole -> text.append("hole: ").append(hole).append(System.lineSeparator()));
        return text.toString();
    }
}
