package dev.openenv.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The process that made a container, as it stands in the container's labels: the machine, the process and when that began.
 *
 * @param machine name, process numbering and boot of the machine, with slashes between
 * @param process its number
 * @param started when it began, in milliseconds since 1970; 0 where the system does not say
 */
record Owner(String machine, long process, long started) {

    private static final Owner THIS =
            new Owner(thisMachine(), ProcessHandle.current().pid(), start(ProcessHandle.current()));
    private static final int PARTS = 3;
    private static final long CLOCK_SHIFT_MILLIS = 5_000;

    /** This process. */
    static Owner thisProcess() {
        return THIS;
    }

    /** What a label says; empty when it is none of ours. */
    static Optional<Owner> of(String label) {
        var parts = List.of(label.split(" ", -1));
        if (parts.size() != PARTS || parts.get(0).indexOf('/') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Owner(parts.get(0), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String label() {
        return machine + " " + process + " " + started;
    }

    /**
     * Whether it ran on this machine and has ended; of other machines, and of places with process numbers of their own, nobody
     * here can tell.
     */
    boolean hasEnded() {
        if (!place().equals(THIS.place())) {
            return false;
        }
        if (!machine.equals(THIS.machine)) {
            return true; // the machine has started anew
        }
        var found = ProcessHandle.of(process);
        return found.isEmpty() || !found.get().isAlive() || Math.abs(start(found.get()) - started) > CLOCK_SHIFT_MILLIS;
    }

    private String place() {
        return machine.substring(0, machine.lastIndexOf('/') + 1);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Its name and its numbering of processes, and after the last slash the boot. */
    private static String thisMachine() {
        return (name() + "/" + numbering() + "/" + boot()).replaceAll("\\s", "-");
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static String numbering() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException e) {
            return "one";
        }
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
