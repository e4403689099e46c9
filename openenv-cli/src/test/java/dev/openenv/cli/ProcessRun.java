package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that a test starts, waits for and never leaves behind. */
final class ProcessRun implements AutoCloseable {

    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private ProcessRun(Process process) {
        this.process = process;
    }

    static ProcessRun start(ProcessBuilder builder) throws IOException {
        return new ProcessRun(builder.redirectErrorStream(true).start());
    }

    /** Where bash is; skips the test, with the reason in the report, on a system without it. */
    static Path bash() {
        var bash = Stream.of("/bin/bash", "/usr/bin/bash")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(bash.isPresent(), "there is no bash on this system");
        return bash.orElseThrow();
    }

    /** A command line that is not deaf to Ctrl-C, even when this build runs in the background of a shell. */
    static List<String> hearingInterrupts(List<String> command) throws IOException, InterruptedException {
        var probe = new ProcessBuilder("env", "--default-signal=INT", "true")
                .redirectErrorStream(true)
                .start();
        probe.getInputStream().readAllBytes();
        if (probe.waitFor() != 0) {
            return command;
        }
        var hearing = new ArrayList<>(List.of("env", "--default-signal=INT"));
        hearing.addAll(command);
        return hearing;
    }

    /** Reads on until a line of this process's output starts like this. */
    void awaitLine(String start) throws IOException {
        for (var line = readLine(); line != null; line = readLine()) {
            if (line.startsWith(start)) {
                return;
            }
        }
        throw new AssertionError("no line starts with '" + start + "' in " + lines);
    }

    void interrupt() throws IOException, InterruptedException {
        var kill = new ProcessBuilder("bash", "-c", "kill -INT " + process.pid()).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** SIGTERM, with the output still to be read. */
    void terminate() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** Waits for the end. */
    int exitCode() throws IOException, InterruptedException {
        for (var line = readLine(); line != null; line = readLine()) {
            // Collected for lines().
        }
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("%s", lines)
                .isTrue();
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    private String readLine() throws IOException {
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line != null) {
            lines.add(line);
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
