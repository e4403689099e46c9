package dev.openenv.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The program that runs an agent's Python beside it, in one interpreter: it keeps the variables, makes functions of the tools
 * and gathers what is printed. Its first comment says how it speaks. It needs Python 3.9 or newer and nothing else.
 */
public final class PythonGuest {

    /** What the module is called. */
    public static final String MODULE = "openenv_guest";

    private PythonGuest() {}

    /**
     * The program.
     *
     * @return the text of a module with a function {@code serve(receive, send)}: the first gives the next message, or None at
     *     the end, the second takes one
     */
    public static String source() {
        return text(MODULE);
    }

    /**
     * The program for a process of its own, which speaks lines on standard input and output, limits itself and cannot start
     * processes (on x86-64 and 64-bit ARM Linux).
     *
     * @param memory how much address space it gets, in bytes
     * @param threads how many threads and processes its user may have; 0 for no limit
     * @param fileBytes how large a file may be that it writes
     * @param files how many files it may have open
     * @return what {@code python3 -I -B -c} takes
     */
    public static String childProgram(long memory, int threads, long fileBytes, int files) {
        var most = threads == 0 ? "resource.RLIM_INFINITY" : Integer.toString(threads);
        return String.join(
                "\n",
                text("openenv_child"),
                "import types",
                "guest = types.ModuleType(\"" + MODULE + "\")",
                "exec(compile(" + literal(source()) + ", \"" + MODULE + ".py\", \"exec\"), guest.__dict__)",
                "main(guest.serve, " + memory + ", " + most + ", " + fileBytes + ", " + files + ")");
    }

    private static String text(String module) {
        try (var in = PythonGuest.class.getResourceAsStream(module + ".py")) {
            return new String(Objects.requireNonNull(in, module).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
