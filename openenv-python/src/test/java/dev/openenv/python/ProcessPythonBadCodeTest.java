package dev.openenv.python;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;

class ProcessPythonBadCodeTest extends BadCodeContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return Installed.here(() -> ProcessPython.confined().withLimits(limits).withMemory(256L << 20));
    }
}
