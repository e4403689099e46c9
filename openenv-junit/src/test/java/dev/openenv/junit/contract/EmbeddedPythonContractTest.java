package dev.openenv.junit.contract;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.python.EmbeddedPython;

class EmbeddedPythonContractTest extends CodeExecutorContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return EmbeddedPython.create().withLimits(limits);
    }
}
