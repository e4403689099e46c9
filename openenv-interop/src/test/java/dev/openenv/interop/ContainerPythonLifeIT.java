package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.code.CodeLimits;
import dev.openenv.docker.ContainerException;
import dev.openenv.docker.ContainerPython;
import dev.openenv.docker.DockerEngine;
import dev.openenv.docker.NetworkAccess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The containers of code: where they come from, and that none is left. */
@Timeout(120)
@Isolated // counts the containers of this JVM
class ContainerPythonLifeIT {

    private static long containers() {
        return DockerEngine.usual().containers().stream()
                .filter(container ->
                        container.process() == ProcessHandle.current().pid())
                .count();
    }

    @Test
    void aContainerLivesAsLongAsItsSession() throws Exception {
        try (var python = ContainerPythonIT.started(CodeLimits.defaults()).withWarm(0)) {
            var session = python.open();
            assertThat(containers()).isEqualTo(1);
            session.close();
            awaitNone();
            var one = python.open();
            var another = python.open();
            assertThat(containers()).isEqualTo(2);
            assertThat(one).isNotSameAs(another);
        }
        awaitNone();
    }

    private static void awaitNone() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (containers() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(containers()).isZero();
    }

    @Test
    void whatCannotBeStartedIsTold() throws Exception {
        var image = PythonImage.tag();
        try (var missing = ContainerPython.in("openenv-test-nothing:9").withWarm(0)) {
            assertThatThrownBy(missing::open)
                    .isInstanceOf(ContainerException.class)
                    .hasMessageContaining("no image");
        }
        try (var without =
                ContainerPython.in(image).withPython("/usr/bin/nopython").withWarm(0)) {
            assertThatThrownBy(without::open)
                    .isInstanceOf(ContainerException.class)
                    .hasMessageContaining("nopython");
        }
        assertThatThrownBy(() -> ContainerPython.in(image).withConfinement(c -> c.withNetwork(NetworkAccess.OPEN)))
                .hasMessageContaining("network");
        awaitNone();
    }
}
