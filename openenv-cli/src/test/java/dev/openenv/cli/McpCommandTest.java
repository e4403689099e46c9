package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
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

/** {@code openenv mcp}: a process whose standard output is nothing but the protocol. */
@Timeout(120)
class McpCommandTest {

    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

    @TempDir
    private Path folder;

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OpenEnvCommand.class.getName(),
                "mcp"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void itAnswersAndEndsWithItsInput() throws Exception {
        var process = start("conformance:tools");
        try (var in = process.getOutputStream()) {
            var call = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
                    + "{\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":3}}}";
            in.write((INITIALIZE + "\nno message\n" + call + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        var replies = said("out").lines().map(JsonText::parse).toList();
        assertThat(replies).hasSize(3);
        assertThat(said("out")).contains("\"name\":\"tools_env\"", "-32700", "\"structuredContent\":{\"result\":5}");
    }

    @Test
    void aSignalEndsItToo() throws Exception {
        var process = start("conformance:tools");
        try (var in = process.getOutputStream()) {
            in.write((INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (said("out").isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    @Test
    void whatCannotBeServedIsSaidOnStandardErrorOnly() throws Exception {
        for (var arguments : List.of(List.of("no-such-world"), List.of("echo", "--mode", "training"))) {
            var process = start(arguments.toArray(String[]::new));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
            assertThat(said("out")).isEmpty();
            assertThat(said("err")).startsWith("openenv: ");
        }
    }
}
