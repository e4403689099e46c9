package dev.openenv.junit.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.python.ProcessPython;
import dev.openenv.python.PythonUnavailableException;

/** Skipped where there is no Python, or nothing to confine it with, unless the build requires it. */
class ProcessPythonContractTest extends CodeExecutorContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        ProcessPython made = null;
        try {
            made = ProcessPython.confined().withLimits(limits);
            made.open().close();
            return made;
        } catch (PythonUnavailableException e) {
            if (made != null) {
                made.close();
            }
            assumeTrue(Boolean.getBoolean("openenv.require.python"), e.getMessage());
            throw e;
        }
    }
}
