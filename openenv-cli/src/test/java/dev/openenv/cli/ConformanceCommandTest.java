package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.environments.echo.Echo;
import dev.openenv.server.EnvServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceCommandTest {

    @Test
    void chosenChecksAreShownWithTheirNumbers() {
        try (var server =
                EnvServer.serve(ConformanceWorlds.echo()).port(0).maxSessions(4).start()) {
            var run = CommandRun.of("conformance", server.uri().toString(), "--only", "1,37,59");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out())
                    .containsPattern("(?m)^ 1 +passed ")
                    .containsPattern("(?m)^37 +passed ")
                    .containsPattern("(?m)^59 +skipped +0 .* takes long$")
                    .contains("echo: 2 passed, 0 as the reference, 1 skipped, 0 failed");
        }
    }

    @Test
    void aServerOfAnotherWorldFails() {
        try (var server = EnvServer.serve(ConformanceWorlds.tools()).port(0).start()) {
            var run = CommandRun.of("conformance", server.uri().toString(), "--world", "echo", "--only", "15");

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).contains("failed").contains("expected 200, got 422");
        }
    }

    @Test
    void whatCannotBeCheckedIsSaid() throws IOException {
        assertThat(CommandRun.of("conformance", "nowhere").code()).isEqualTo(ExitCode.USAGE);
        var closed = new ServerSocket(0);
        closed.close();
        var run = CommandRun.of("conformance", "http://127.0.0.1:" + closed.getLocalPort());
        assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
        assertThat(run.err()).contains("cannot ask http://127.0.0.1:");
    }

    @Test
    void aWorldWithoutChecksIsRefusedWithAWayToServeOneThatHasThem() {
        try (var server = EnvServer.serve(Echo.provider()).port(0).start()) {
            var run = CommandRun.of("conformance", server.uri().toString());
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .contains("is none of the conformance worlds")
                    .contains("./openenv serve conformance:echo");
        }
    }

    @Test
    void aServerThatAsksForATokenIsCheckedWithTheOneInAFile(@TempDir Path folder) throws IOException {
        var token = Files.writeString(folder.resolve("token"), "right\n").toString();
        var wrong = Files.writeString(folder.resolve("wrong"), "wrong\n").toString();
        try (var server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxSessions(4)
                .token("right")
                .start()) {
            var url = server.uri().toString();
            var run = CommandRun.of("conformance", url, "--only", "1,37", "--token-file", token);

            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.out()).contains("echo: 2 passed");
            assertThat(CommandRun.of("conformance", url).code()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(CommandRun.of("conformance", url, "--token-file", wrong).code())
                    .isEqualTo(ExitCode.CANNOT_RUN);
        }
    }

    @Test
    void unknownNumbersAndWorldsAreWrongUsage() {
        try (var server = EnvServer.serve(ConformanceWorlds.echo()).port(0).start()) {
            var url = server.uri().toString();
            assertThat(CommandRun.of("conformance", url, "--only", "999").err())
                    .contains("the suite has no check 999 for the world echo");
            assertThat(CommandRun.of("conformance", url, "--world", "moon").code())
                    .isEqualTo(ExitCode.USAGE);
        }
    }
}
