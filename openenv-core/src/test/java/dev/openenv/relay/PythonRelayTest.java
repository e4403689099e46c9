package dev.openenv.relay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.junit.jupiter.api.BeforeAll;

class PythonRelayTest extends RelayContract {

    private static final String PYTHON = System.getProperty("openenv.python", "python3");

    @BeforeAll
    static void pythonIsThere() {
        if (!Boolean.getBoolean("openenv.require.python")) {
            assumeTrue(starts(), "there is no " + PYTHON);
        }
    }

    private static boolean starts() {
        try {
            return new ProcessBuilder(PYTHON, "-c", "").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    @Override
    RelayListener relayTo(int port) throws IOException {
        var python = new ProcessBuilder(PYTHON, "-I", "-c", PythonRelay.source(), Integer.toString(port))
                .redirectError(Redirect.INHERIT)
                .start();
        open.add(python::destroyForcibly);
        return RelayListener.over(python.getInputStream(), python.getOutputStream());
    }
}
