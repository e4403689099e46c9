package dev.openenv.docker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was seen inside a container.
 *
 * @param files a line for each that can be written to
 * @param sockets those that are open
 */
record Look(Set<String> files, Set<OpenSocket> sockets) {

    /** The kernel's tables of sockets. */
    static final List<String> TABLES = List.of("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6", "unix");

    /** More is not looked at, and is not clean. */
    static final int MOST_FILES = 20_000;

    /** File systems in which nothing is kept. */
    static final Set<String> KERNELS_OWN = Set.of("proc", "sysfs", "cgroup", "cgroup2", "devpts");

    Look {
        files = Set.copyOf(files);
        sockets = Set.copyOf(sockets);
    }

    /** A mount as a line of {@code mountinfo} says it. */
    record Mount(String path, boolean writable, String type) {

        private static final int PATH = 4;
        private static final int OPTIONS = 5;

        static Mount of(String line) {
            var words = List.of(line.split(" "));
            var options = Set.of(words.get(OPTIONS).split(","));
            return new Mount(words.get(PATH), options.contains("rw"), words.get(words.indexOf("-") + 1));
        }

        /** Whether something can be kept there that the engine's list of changes does not show. */
        boolean keeps() {
            return writable && !path.equals("/") && !KERNELS_OWN.contains(type);
        }
    }

    static Set<OpenSocket> sockets(String table, List<String> lines) {
        var found = new LinkedHashSet<OpenSocket>();
        lines.forEach(line -> OpenSocket.of(table, line).ifPresent(found::add));
        return found;
    }
}
