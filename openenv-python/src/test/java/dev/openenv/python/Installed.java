package dev.openenv.python;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Supplier;

/** What the tests of child processes need of the machine. */
final class Installed {

    private Installed() {}

    /** An executor that can run here; otherwise the test is skipped, unless the build requires Python. */
    static ProcessPython here(Supplier<ProcessPython> executor) {
        ProcessPython made = null;
        try {
            made = executor.get();
            made.open().close();
            return made;
        } catch (PythonUnavailableException e) {
            if (made != null) {
                made.close();
            }
            if (Boolean.getBoolean("openenv.require.python")) {
                throw e;
            }
            assumeTrue(false, e.getMessage());
            throw e;
        }
    }
}
