package dev.openenv.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a container may use and do. {@link #standard()} allows little; each {@code with...} that loosens it is a line that a
 * reviewer finds. What a running container really has tells {@link RunningContainer#explain}.
 *
 * <p>Standard: 1 GiB of memory and no swap, 2 CPUs (fewer where the engine has fewer), 256 processes and threads, root file
 * system read-only, 64 MiB in {@code /tmp} on which nothing can be executed, user and group 65532 unless the image names
 * another than root, no capability, no way to gain privileges, the engine's seccomp filter, no network, 10 MiB of log.
 *
 * <p>Immutable.
 */
public final class Confinement {

    /** User and group, as the reference's validator takes them. */
    static final String NOBODY = "65532:65532";

    private static final long MIB = 1L << 20;
    private static final long LEAST_MEMORY = 6 * MIB;
    private static final Confinement STANDARD = new Confinement();

    private long memoryBytes = 1024 * MIB;
    private double cpus = 2;
    private int processes = 256;
    private Map<String, Long> temporary = Map.of("/tmp", 64 * MIB);
    private boolean writableRoot;
    private String user = "";
    private Set<String> capabilities = Set.of();
    private boolean newPrivileges;
    private boolean anySystemCall;
    private NetworkAccess network = NetworkAccess.NONE;
    private long logBytes = 10 * MIB;

    private Confinement() {}

    /** A copy that is changed before anybody sees it. */
    private Confinement with(Consumer<Confinement> change) {
        var copy = new Confinement();
        copy.memoryBytes = memoryBytes;
        copy.cpus = cpus;
        copy.processes = processes;
        copy.temporary = temporary;
        copy.writableRoot = writableRoot;
        copy.user = user;
        copy.capabilities = capabilities;
        copy.newPrivileges = newPrivileges;
        copy.anySystemCall = anySystemCall;
        copy.network = network;
        copy.logBytes = logBytes;
        change.accept(copy);
        return copy;
    }

    /**
     * The confinement that containers have unless it is loosened.
     *
     * @return the standard
     */
    public static Confinement standard() {
        return STANDARD;
    }

    /**
     * Another limit on memory; there is no swap.
     *
     * @param bytes at least 6 MiB
     * @return a copy
     */
    public Confinement withMemory(long bytes) {
        return with(copy -> copy.memoryBytes = atLeast(LEAST_MEMORY, bytes, "memory"));
    }

    /**
     * Another limit on processor time.
     *
     * @param count above zero, such as 0.5; more than the engine has is the same as all
     * @return a copy
     */
    public Confinement withCpus(double count) {
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("cpus must be above zero, got " + count);
        }
        return with(copy -> copy.cpus = count);
    }

    /**
     * Another limit on processes and threads together.
     *
     * @param count at least 1; a JVM needs 64
     * @return a copy
     */
    public Confinement withProcesses(int count) {
        return with(copy -> copy.processes = (int) atLeast(1, count, "processes"));
    }

    /**
     * A folder that can be written to, empty at the start, in memory. Nothing in it can be executed.
     *
     * @param path absolute, in the container
     * @param bytes at least 1; what lies there counts as memory, too
     * @return a copy
     */
    public Confinement withTemporary(String path, long bytes) {
        if (!path.startsWith("/") || path.contains(":") || path.contains(",")) {
            throw new IllegalArgumentException("not an absolute path without colon and comma: " + path);
        }
        var more = new LinkedHashMap<>(temporary);
        more.put(path, atLeast(1, bytes, "the size of " + path));
        return with(copy -> copy.temporary = Collections.unmodifiableMap(more));
    }

    /**
     * Lets the container write to its whole file system, without a bound but the engine's disk.
     *
     * @return a copy
     */
    public Confinement withWritableRoot() {
        return with(copy -> copy.writableRoot = true);
    }

    /**
     * Another user.
     *
     * @param name numbers or names, such as {@code 1000:1000}; {@code root} for images that need it
     * @return a copy
     */
    public Confinement withUser(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the user's name is blank");
        }
        return with(copy -> copy.user = name);
    }

    /**
     * Adds a capability of Linux.
     *
     * @param name such as {@code NET_BIND_SERVICE}
     * @return a copy
     * @throws IllegalArgumentException when there is none of that name
     */
    public Confinement withCapability(String name) {
        var more = new TreeSet<>(capabilities);
        more.add(known(name));
        return with(copy -> copy.capabilities = Collections.unmodifiableSet(more));
    }

    /**
     * Lets programs gain privileges, such as those of the set-user-id bit.
     *
     * @return a copy
     */
    public Confinement withNewPrivileges() {
        return with(copy -> copy.newPrivileges = true);
    }

    /**
     * Leaves out the engine's filter of system calls.
     *
     * @return a copy
     */
    public Confinement withoutSeccomp() {
        return with(copy -> copy.anySystemCall = true);
    }

    /**
     * Another network.
     *
     * @param access what can be reached
     * @return a copy
     */
    public Confinement withNetwork(NetworkAccess access) {
        return with(copy -> copy.network = Objects.requireNonNull(access, "access"));
    }

    /**
     * Another bound on what the engine keeps of the container's log.
     *
     * @param bytes at least 64 KiB
     * @return a copy
     */
    public Confinement withLog(long bytes) {
        return with(copy -> copy.logBytes = atLeast(64 << 10, bytes, "the log"));
    }

    private static String known(String capability) {
        try {
            return Capability.valueOf(capability).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("there is no capability " + capability, e);
        }
    }

    private static long atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
        }
        return value;
    }

    /**
     * Confines a container that another library is about to make with docker-java, as {@link DockerProvider} would: all but the
     * network, which is that library's matter.
     *
     * @param create what makes it; its user and its host options are changed
     * @param engine the engine that will make it
     * @throws ContainerException when the engine does not answer or has no such image
     */
    public void applyTo(CreateContainerCmd create, DockerEngine engine) {
        var image = ContainerSetup.inspect(engine, String.valueOf(create.getImage()));
        ConfinedCommand.confine(create, this, ImageFacts.of(image).user(), engine.cpus());
    }

    /**
     * The limit on memory.
     *
     * @return in bytes
     */
    public long memoryBytes() {
        return memoryBytes;
    }

    /**
     * The limit on processor time.
     *
     * @return in CPUs
     */
    public double cpus() {
        return cpus;
    }

    /**
     * The limit on processes and threads.
     *
     * @return how many
     */
    public int processes() {
        return processes;
    }

    /**
     * The folders in memory.
     *
     * @return path to bytes
     */
    public Map<String, Long> temporary() {
        return temporary;
    }

    /**
     * Whether the whole file system can be written to.
     *
     * @return false by default
     */
    public boolean writableRoot() {
        return writableRoot;
    }

    /**
     * The user that was named here.
     *
     * @return empty for the image's user, or 65532 where that is root
     */
    public String user() {
        return user;
    }

    /**
     * What was added to no capability at all.
     *
     * @return names, sorted
     */
    public Set<String> capabilities() {
        return capabilities;
    }

    /**
     * Whether programs can gain privileges.
     *
     * @return false by default
     */
    public boolean newPrivileges() {
        return newPrivileges;
    }

    /**
     * Whether the engine's seccomp filter is left out.
     *
     * @return false by default
     */
    public boolean anySystemCall() {
        return anySystemCall;
    }

    /**
     * What can be reached.
     *
     * @return {@link NetworkAccess#NONE} by default
     */
    public NetworkAccess network() {
        return network;
    }

    /**
     * The bound on the log.
     *
     * @return in bytes
     */
    public long logBytes() {
        return logBytes;
    }
}
