package dev.openenv.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a container with a small Python program that the engine starts in it, where nobody may look from outside. Only the
 * processes that were there from the start run beside it: that is proven before.
 */
final class PythonLook {

    /** What an image may call its Python, in the order in which it is tried. */
    static final List<String> PYTHONS = List.of("python3", "python");

    private static final String END = "end";
    private static final int MOST_BYTES = 8 << 20;
    private static final long LIMIT_SECONDS = 10;
    private static final String PROGRAM =
            """
            import os, stat, sys
            most, kernels, tables = int(sys.argv[1]), sys.argv[2].split(","), sys.argv[3].split(",")
            out, places, keeps = [], set(), []
            def say(*words):
                out.append(" ".join(str(word) for word in words).encode("ascii", "backslashreplace").decode().replace("\\n", "?"))
                if len(out) > most:
                    sys.exit(1)
            def note(path):
                s = os.lstat(path)
                written = (s.st_size, s.st_ctime_ns) if stat.S_ISREG(s.st_mode) else ()
                say("F", ascii(path), s.st_mode, s.st_uid, s.st_ino, *written)
                return stat.S_ISDIR(s.st_mode)
            def walk(path, first=True):
                if note(path) and (first or path not in places):
                    try:
                        names = os.listdir(path)
                    except PermissionError:
                        return say("F", "closed", ascii(path))
                    for name in names:
                        walk(os.path.join(path, name), False)
            for line in open("/proc/self/mountinfo"):
                words = line.split()
                places.add(words[4])
                if "rw" in words[5].split(",") and words[4] != "/" and words[words.index("-") + 1] not in kernels:
                    keeps.append(words[4])
            for path in keeps:
                walk(path)
            for path in sys.argv[4:]:
                if os.path.lexists(path):
                    note(path)
            for table in tables:
                if os.path.exists("/proc/self/net/" + table):
                    for line in open("/proc/self/net/" + table, errors="backslashreplace"):
                        say("N", table, line.strip())
            for kind in ("shm", "sem", "msg"):
                if os.path.exists("/proc/sysvipc/" + kind):
                    for line in list(open("/proc/sysvipc/" + kind))[1:]:
                        say("F", kind, *line.split()[:4])
            print("\\n".join(out + ["end"]))
            """;

    private PythonLook() {}

    /** What is seen; empty where there is no Python, or it did not come to its end. */
    static Optional<Look> at(DockerEngine engine, String container, List<String> others) {
        for (var python : PYTHONS) {
            var command = new ArrayList<>(List.of(
                    python,
                    "-I",
                    "-S",
                    "-c",
                    PROGRAM,
                    Integer.toString(Look.MOST_FILES),
                    String.join(",", Look.KERNELS_OWN),
                    String.join(",", Look.TABLES)));
            command.addAll(others);
            var said = said(engine, container, command).lines().toList();
            if (!said.isEmpty() && said.get(said.size() - 1).equals(END)) {
                return Optional.of(read(said));
            }
        }
        return Optional.empty();
    }

    private static String said(DockerEngine engine, String container, List<String> command) {
        try (var line = StreamLine.execute(engine, container, command, new LogTail())) {
            CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(line::close);
            return new String(line.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException | ContainerException e) {
            return "";
        }
    }

    private static Look read(List<String> said) {
        var files = new TreeSet<String>();
        var sockets = new LinkedHashSet<OpenSocket>();
        for (var line : said) {
            if (line.startsWith("F ")) {
                files.add(line.substring(2));
            } else if (line.startsWith("N ")) {
                var words = line.split(" ", 3);
                sockets.addAll(Look.sockets(words[1], List.of(words[2])));
            }
        }
        return new Look(files, sockets);
    }
}
