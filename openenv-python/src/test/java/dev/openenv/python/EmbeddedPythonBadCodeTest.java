package dev.openenv.python;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;

class EmbeddedPythonBadCodeTest extends BadCodeContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return EmbeddedPython.create().withLimits(limits);
    }
}
