package dev.openenv.docker;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An engine beside the machine's, which a test may stop and start. It takes root; where there is none the test is skipped, unless
 * the build requires Docker.
 */
final class OwnEngine implements AutoCloseable {

    private static final long START_SECONDS = 60;

    private final Path folder;
    private final DockerEngine engine;
    private Process process;

    private OwnEngine(Path folder) throws IOException {
        this.folder = folder;
        this.engine = DockerEngine.at(URI.create("unix://" + folder.resolve("docker.sock")));
        this.process = daemon();
    }

    /** Starts one; its files lie in a folder that is not on a layered file system. */
    static OwnEngine start(Path folder) throws Exception {
        var required = Boolean.getBoolean("openenv.require.docker");
        if (!required && !"root".equals(System.getProperty("user.name"))) {
            return abort("an engine of one's own takes root");
        }
        try {
            var own = new OwnEngine(folder);
            own.awaitAnswer();
            return own;
        } catch (IOException | IllegalStateException e) {
            if (required) {
                throw e;
            }
            return abort("no engine of one's own: " + e.getMessage());
        }
    }

    private Process daemon() throws IOException {
        return new ProcessBuilder(
                        "unshare", // or it would take the machine's bridge
                        "--net",
                        "dockerd",
                        "--host",
                        engine.host().toString(),
                        "--data-root",
                        folder.resolve("data").toString(),
                        "--exec-root",
                        folder.resolve("exec").toString(),
                        "--pidfile",
                        folder.resolve("pid").toString(),
                        "--shutdown-timeout",
                        "1",
                        "--bridge",
                        "none",
                        "--iptables=false")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer() throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!engine.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("dockerd does not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    DockerEngine engine() {
        return engine;
    }

    /** Gives it an image of the machine's engine. */
    void take(String image) throws IOException, InterruptedException {
        var archive = folder.resolve("image.tar");
        var saved = new ProcessBuilder(List.of("docker", "save", "--output", archive.toString(), image))
                .inheritIO()
                .start();
        if (saved.waitFor() != 0) {
            throw new IllegalStateException("docker save " + image);
        }
        engine.load(archive);
        Files.delete(archive);
    }

    /** Stops it, and with it its containers. */
    void stop() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, START_SECONDS, TimeUnit.SECONDS)
                .join()
                .destroyForcibly()
                .onExit()
                .join();
    }

    void startAgain() throws IOException {
        process = daemon();
        awaitAnswer();
    }

    @Override
    public void close() {
        engine.close();
        stop();
    }
}
