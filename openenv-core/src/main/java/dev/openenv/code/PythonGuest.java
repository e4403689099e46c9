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
        try (var in = PythonGuest.class.getResourceAsStream(MODULE + ".py")) {
            return new String(Objects.requireNonNull(in, MODULE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
