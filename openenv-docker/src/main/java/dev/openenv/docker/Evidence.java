package dev.openenv.docker;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is in a container at one moment, to be compared with what there was when it was fresh.
 *
 * @param processes number and command of each
 * @param threads of all processes together
 * @param residentBytes memory of all processes together
 * @param files those that can be written to, each with what changes when it is written to; what differs from the image
 * @param sockets those that are open
 * @param looked whether files and sockets could be looked at
 */
record Evidence(
        Set<String> processes,
        int threads,
        long residentBytes,
        Set<String> files,
        Set<OpenSocket> sockets,
        boolean looked) {

    private static final int SHOWN = 3;
    private static final int MOST_SHOWN = 200;

    Evidence {
        processes = Set.copyOf(processes);
        files = Set.copyOf(files);
        sockets = Set.copyOf(sockets);
    }

    /** What is wrong now, when this was fresh; empty when nothing is. */
    Optional<String> dirt(Evidence now, PoolOptions options) {
        if (!processes.equals(now.processes)) {
            return Optional.of("processes: " + difference(processes, now.processes));
        }
        if (now.threads > threads + options.threadGrowth()) {
            return Optional.of("threads: " + now.threads + " instead of " + threads);
        }
        if (now.residentBytes > residentBytes + options.memoryGrowth()) {
            return Optional.of("memory: " + (now.residentBytes >> 20) + " MiB instead of " + (residentBytes >> 20));
        }
        if (!files.equals(now.files)) {
            return Optional.of("files: " + difference(files, now.files));
        }
        if (!(looked && now.looked)) {
            return options.trustedReset()
                    ? Optional.empty()
                    : Optional.of(
                            "cannot be proven: this process may not look into the container, and the image has no Python;"
                                    + " PoolOptions.withTrustedReset lends it all the same");
        }
        var served = sockets.stream()
                .filter(OpenSocket::listens)
                .map(OpenSocket::localPort)
                .collect(Collectors.toSet());
        var before = lasting(sockets, served);
        var after = lasting(now.sockets, served);
        return before.containsAll(after) ? Optional.empty() : Optional.of("sockets: " + difference(before, after));
    }

    /** Whether nothing has come or gone in between. */
    boolean sameAs(Evidence other) {
        return processes.equals(other.processes)
                && threads == other.threads
                && files.equals(other.files)
                && sockets.equals(other.sockets);
    }

    /** All but the connections of the server: they come and go. */
    private static Set<String> lasting(Set<OpenSocket> sockets, Set<Integer> served) {
        return sockets.stream()
                .filter(socket -> !socket.isConnectionOf(served))
                .map(OpenSocket::toString)
                .collect(Collectors.toSet());
    }

    private static String difference(Set<String> before, Set<String> after) {
        return "new " + some(after, before) + ", gone " + some(before, after);
    }

    private static List<String> some(Set<String> these, Set<String> butNot) {
        return these.stream()
                .filter(one -> !butNot.contains(one))
                .sorted()
                .limit(SHOWN)
                .map(one -> one.substring(0, Math.min(MOST_SHOWN, one.length())).replaceAll("[^ -~]", "?"))
                .toList();
    }
}
