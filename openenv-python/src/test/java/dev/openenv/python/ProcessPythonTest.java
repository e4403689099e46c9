package dev.openenv.python;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;

class ProcessPythonTest extends PythonExecutorContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return Installed.here(() -> ProcessPython.confined().withLimits(limits));
    }
}
