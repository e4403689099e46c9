package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two homes and no Docker engine, in a process of its own whose environment names a socket that is not there. */
@Timeout(180)
class NoEngineTest {

    @TempDir
    private Path folder;

    /** Runs the test of every home and prints what became of it. */
    static final class Child {
        private Child() {}

        /** No arguments. */
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            var run = Engine.run(HomesTest.Everywhere.class);
            var events = run.results().testEvents();
            System.out.println("passed " + run.passed());
            System.out.println("aborted " + events.aborted().count() + ", failed "
                    + events.failed().count());
            run.messages().forEach(System.out::println);
            System.exit(0);
        }
    }

    private String output(String... properties) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(properties));
        command.add(Child.class.getName());
        var out = folder.resolve("out");
        var builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutAnEngineTheOtherHomesAreTestedAndContainersAbortWithTheReason()
            throws IOException, InterruptedException {
        assertThat(output())
                .contains("passed [[1] word-0 IN_PROCESS, [2] word-0 REMOTE]")
                .contains("aborted 1, failed 0")
                .contains("home DOCKER: no Docker engine answers at unix://" + folder.resolve("no.sock"));
    }

    @Test
    void theServerOfATestSaysNothingOfItsStart() throws IOException, InterruptedException {
        assertThat(output()).contains("REMOTE");
        assertThat(Files.readString(folder.resolve("err"), StandardCharsets.UTF_8))
                .doesNotContain("starting server")
                .doesNotContain("XNIO");
    }

    @Test
    void withoutAnEngineThatIsDemandedContainersFailWithTheReason() throws IOException, InterruptedException {
        assertThat(output("-Dopenenv.require.docker=true"))
                .contains("passed [[1] word-0 IN_PROCESS, [2] word-0 REMOTE]")
                .contains("aborted 0, failed 1")
                .contains("home DOCKER: no Docker engine answers at unix://" + folder.resolve("no.sock"));
    }
}
