package dev.openenv.interop;

import dev.openenv.code.CodeExecutor;
import dev.openenv.code.CodeLimits;
import dev.openenv.docker.ContainerPython;
import dev.openenv.python.PythonExecutorContract;
import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** What code can do is the same in containers. */
@Tag("docker-slow")
class ContainerPythonIT extends PythonExecutorContract {

    @Override
    protected CodeExecutor executor(CodeLimits limits) {
        return started(limits);
    }

    static ContainerPython started(CodeLimits limits) {
        try {
            return ContainerPython.in(PythonImage.tag())
                    .withLimits(limits)
                    .withConfinement(c -> c.withMemory(256L << 20));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
