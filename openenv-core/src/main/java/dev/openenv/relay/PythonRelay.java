package dev.openenv.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The far end of a relay as a Python program, for places that have Python and no Java. It needs Python 3.6 or newer, one thread
 * and nothing else.
 */
public final class PythonRelay {

    private static final String PROGRAM = "openenv_relay.py";

    private PythonRelay() {}

    /**
     * The program.
     *
     * @return its text; its first argument is the port where the server listens
     */
    public static String source() {
        try (var in = PythonRelay.class.getResourceAsStream(PROGRAM)) {
            return new String(Objects.requireNonNull(in, PROGRAM).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
