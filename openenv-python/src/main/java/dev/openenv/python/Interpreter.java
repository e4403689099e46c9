package dev.openenv.python;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A CPython of the machine and where its files are.
 *
 * @param program what is started
 * @param version such as 3.11.7
 * @param files what it reads: itself and its libraries, of which some may not be there
 */
record Interpreter(Path program, String version, Set<Path> files) {

    private static final int LIMIT_SECONDS = 20;
    private static final int OLDEST_MINOR = 9;
    private static final String QUESTION =
            """
            import json, os, sys, sysconfig
            paths = sysconfig.get_paths()
            print(json.dumps({
                "program": sys.executable,
                "version": "%d.%d.%d" % sys.version_info[:3],
                "minor": sys.version_info[1] if sys.version_info[0] == 3 else -1,
                "name": sys.implementation.name,
                "files": [os.path.realpath(sys.executable), sys.executable, os.path.join(sys.prefix, "pyvenv.cfg"),
                          paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"]]
                         + [os.path.join(prefix, "lib") for prefix in (sys.prefix, sys.base_prefix)],
            }))
            """;

    Interpreter {
        files = Set.copyOf(files);
    }

    static Interpreter of(String command) {
        var answer = answer(command);
        var minor = answer.integer("minor").orElse(-1);
        if (minor < OLDEST_MINOR || !"cpython".equals(answer.get("name"))) {
            throw new PythonUnavailableException(
                    "'" + command + "' is " + answer.get("name") + " " + answer.get("version")
                            + "; code actions need CPython 3." + OLDEST_MINOR + " or newer",
                    null);
        }
        var files = new LinkedHashSet<Path>();
        for (var file : answer.list("files").orElse(List.of())) {
            if (file instanceof String text) {
                files.add(Path.of(text));
            }
        }
        return new Interpreter(
                Path.of(answer.string("program").orElse(command)),
                answer.string("version").orElse(""),
                files);
    }

    private static JsonObject answer(String command) {
        try {
            var asked = new ArrayList<>(List.of(command, "-I", "-c", QUESTION));
            var process = new ProcessBuilder(asked)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new PythonUnavailableException(
                            "'" + command + "' does not run as Python 3; install it or name another", null);
                }
                return JsonText.parse(
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | JsonFormatException e) {
            throw new PythonUnavailableException(
                    "'" + command + "' cannot be started as Python 3; install it or name another: " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PythonUnavailableException("interrupted while '" + command + "' was asked for its version", e);
        }
    }

    /** What of the files is there, without those that lie in others. */
    List<Path> readable() {
        var there = files.stream().filter(Files::exists).sorted().toList();
        return there.stream()
                .filter(path -> there.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .toList();
    }
}
