package dev.openenv.interop;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.python.BadCodeContract;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** What code must not do it cannot do in containers, either. */
@Tag("docker-slow")
class ContainerPythonBadCodeIT extends BadCodeContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return ContainerPythonIT.started(limits);
    }

    /** Others of these names are the container's own. */
    @Override
    protected List<String> systemFiles() {
        return List.of("/etc/shadow");
    }
}
