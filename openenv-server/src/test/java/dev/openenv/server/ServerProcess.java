package dev.openenv.server;

import dev.openenv.conformance.check.ServerSettings;
import dev.openenv.conformance.check.StartedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which reads its own environment variables. */
record ServerProcess(Process process, URI uri) implements StartedServer {

    /**
     * Serves a world until the input ends.
     *
     * @param arguments the world, and the mode if the program says one
     */
    public static void main(String[] arguments) throws IOException {
        var world = InProcessStarter.world(ServerSettings.of(arguments[0])).orElseThrow();
        var options = EnvServer.serve(world).port(0).maxSessions(4);
        if (arguments.length > 1) {
            options.mode(Mode.of(arguments[1]));
        }
        try (var server = options.start()) {
            System.out.println(server.uri());
            System.in.read();
        }
    }

    static StartedServer start(ServerSettings settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                settings.world()));
        settings.mode().ifPresent(command::add);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        settings.modeVariable().ifPresent(value -> builder.environment().put(Mode.VARIABLE, value));
        var process = builder.start();
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IOException("the server did not start as " + settings);
        }
        return new ServerProcess(process, URI.create(line));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
