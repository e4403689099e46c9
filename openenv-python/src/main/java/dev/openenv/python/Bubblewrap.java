package dev.openenv.python;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Puts a command into a box of its own: no network, no files but those it reads to run, no processes of others. */
final class Bubblewrap {

    private static final long TEMPORARY_BYTES = 64L << 20;
    private static final List<String> LIBRARIES = List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64");
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random");

    /** Those for which the child program knows the numbers of system calls. */
    private static final Set<String> MACHINES = Set.of("amd64", "x86_64", "aarch64");

    private Bubblewrap() {}

    /** Refuses a machine on which new processes could not be stopped. */
    static void requireFilter(String machine) {
        if (!MACHINES.contains(machine)) {
            throw new PythonUnavailableException(
                    "Python is not started: on a machine of the kind '" + machine + "' system calls cannot be filtered"
                            + " here, so code could start processes. Use the embedded Python, or say"
                            + " ProcessPython.unconfined() if the code is trusted as much as your own",
                    null);
        }
    }

    static Path program() {
        return program(System.getenv().getOrDefault("PATH", ""));
    }

    static Path program(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "bwrap"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new PythonUnavailableException(
                        "Python is not started: nothing confines it here. Install bubblewrap (on Debian and Ubuntu: apt"
                                + " install bubblewrap; Linux only), use the embedded Python, or say"
                                + " ProcessPython.unconfined() if the code is trusted as much as your own",
                        null));
    }

    static List<String> command(Path bwrap, Interpreter python) {
        var command = new ArrayList<>(List.of(
                bwrap.toString(),
                "--unshare-all",
                "--unshare-user",
                "--disable-userns",
                "--die-with-parent",
                "--new-session",
                "--cap-drop",
                "ALL",
                "--uid",
                "65534",
                "--gid",
                "65534",
                "--hostname",
                "sandbox",
                "--clearenv",
                "--setenv",
                "LANG",
                "C.UTF-8",
                "--setenv",
                "HOME",
                "/tmp"));
        command.addAll(List.of("--size", Long.toString(TEMPORARY_BYTES), "--tmpfs", "/tmp"));
        LIBRARIES.forEach(folder -> read(command, Path.of(folder)));
        python.readable().stream()
                .filter(path -> LIBRARIES.stream().noneMatch(path::startsWith))
                .forEach(path -> read(command, path));
        DEVICES.forEach(device -> command.addAll(List.of("--dev-bind-try", device, device)));
        command.addAll(List.of("--chdir", "/tmp", "--remount-ro", "/", "--"));
        return command;
    }

    private static void read(List<String> command, Path path) {
        command.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
    }
}
