package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code openenv serve}: its options, and servers as processes of their own. */
@Timeout(120)
class ServeCommandTest {

    private static final String HANDSHAKE = "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    @TempDir
    private Path folder;

    @Test
    void whatCannotBeMeantIsRefusedInOneLine() throws IOException {
        var token = Files.writeString(folder.resolve("two-lines"), "a\nb\n");
        var certificate = Files.writeString(folder.resolve("none.pem"), "nothing");
        refuses(ExitCode.USAGE, "--hide-errors and --show-errors exclude", "--hide-errors", "--show-errors");
        refuses(ExitCode.USAGE, "--tls-cert and --tls-key belong together", "--tls-cert", "a.pem");
        refuses(ExitCode.USAGE, "must hold one line, the token", "--token-file", token.toString());
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        refuses(ExitCode.USAGE, "the token file " + empty + " is empty", "--token-file", empty.toString());
        var absent = folder.resolve("absent.pem").toString();
        refuses(
                ExitCode.USAGE,
                "The certificate chain " + absent + " does not exist",
                "--tls-cert",
                absent,
                "--tls-key",
                certificate.toString());
        refuses(
                ExitCode.CANNOT_RUN,
                "cannot be read",
                "--token-file",
                folder.resolve("missing").toString());
        refuses(
                ExitCode.USAGE,
                "is not PEM",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                certificate.toString());
        refuses(ExitCode.USAGE, "'soon' is no time; write 500ms, 30s, 10m or 2h", "--idle-limit", "soon");
        refuses(ExitCode.USAGE, "must be above zero", "--step-deadline", "0s");
        refuses(ExitCode.USAGE, "Invalid mode: 'training'", "--mode", "training");
        refuses(ExitCode.USAGE, "an origin is a scheme and a host", "--allow-origin", "play.example");
        refuses(ExitCode.USAGE, "a host is a name without scheme", "--allow-host", "http://play.example");
        refuses(ExitCode.USAGE, "maxSessions must be at least 1", "--max-sessions", "0");
        refuses(ExitCode.USAGE, "port must be 0 to 65535", "--port", "65536");
        refuses(
                ExitCode.CANNOT_RUN,
                "The interface no.such.host.invalid is not known",
                "--host",
                "no.such.host.invalid");
    }

    @Test
    void anAddressOfAnotherMachineIsSaidWithoutAdviceAboutThePort() {
        var run = CommandRun.of("serve", "echo", "--port", "0", "--host", "192.0.2.1");
        assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
        assertThat(run.err())
                .startsWith("openenv: 192.0.2.1 is no address of this machine")
                .doesNotContain("port");
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            refuses(
                    ExitCode.CANNOT_RUN,
                    "Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be opened: Address already in use; choose"
                            + " another port",
                    "--port",
                    String.valueOf(taken.getLocalPort()));
        }
    }

    private static void refuses(int code, String message, String... options) {
        var arguments = new ArrayList<>(List.of("serve", "echo", "--port", "0"));
        if (List.of(options).contains("--port")) {
            arguments = new ArrayList<>(List.of("serve", "echo"));
        }
        arguments.addAll(List.of(options));
        var run = CommandRun.of(arguments.toArray(new String[0]));
        assertThat(run.code()).as("%s: %s", List.of(options), run.err()).isEqualTo(code);
        assertThat(run.err()).startsWith("openenv: ").contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void sigtermLetsTheRunningStepEndAndTheExitCodeIsZero() throws Exception {
        try (var server = start("conformance:echo")) {
            var port = port(server);
            try (var client = connect(port)) {
                send(client, "{\"type\":\"step\",\"data\":{\"message\":\"sleep:1\"}}");
                client.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
                assertThat(client.getInputStream().readNBytes(2))
                        .as("pong: the step has begun")
                        .startsWith(0x8a);
                var start = System.nanoTime();
                server.terminate();
                assertThat(text(client.getInputStream())).contains("\"observation\"");
                assertThat(server.exitCode()).as("%s", server.lines()).isZero();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
            }
        }
    }

    @Test
    void aStepThatDoesNotEndHoldsSigtermForLessThanTenSeconds() throws Exception {
        try (var server = start("conformance:echo")) {
            try (var client = connect(port(server))) {
                send(client, "{\"type\":\"step\",\"data\":{\"message\":\"sleep:600\"}}");
                client.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
                assertThat(client.getInputStream().readNBytes(2))
                        .as("pong: the step has begun")
                        .startsWith(0x8a);
                var start = System.nanoTime();
                server.terminate();
                assertThat(server.exitCode()).as("%s", server.lines()).isZero();
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(15)); // 8 on a quiet machine
            }
        }
    }

    @Test
    void sigkillUnderLoadClosesEverySocketAndFreesThePort() throws Exception {
        int port;
        var clients = new ArrayList<Socket>();
        try (var server = start("conformance:echo")) {
            port = port(server);
            for (var i = 0; i < 16; i++) {
                var client = connect(port);
                clients.add(client);
                for (var message = 0; message < 20; message++) {
                    send(client, "{\"type\":\"step\",\"data\":{\"message\":\"sleep:0.05\"}}");
                }
            }
        } // which kills it
        for (var client : clients) {
            assertThat(end(client)).isTrue();
            client.close();
        }
        try (var server = start("conformance:echo", "--port", String.valueOf(port))) {
            assertThat(port(server)).isEqualTo(port);
        }
    }

    private static boolean end(Socket client) {
        try {
            client.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Test
    void tokensMetricsAndAccessLogWorkAndOthersAreWarnedOf() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "tok-en\n");
        try (var server = start(
                "conformance:echo",
                "--token-file",
                token.toString(),
                "--metrics",
                "--access-log",
                "--host",
                "0.0.0.0")) {
            var port = port(server);
            assertThat(get(port, "/metrics", "")).startsWith("HTTP/1.1 401 ");
            assertThat(get(port, "/metrics", "Authorization: Bearer tok-en\r\n"))
                    .contains("openenv_sessions_active 0.0");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.lines())
                    .anyMatch(line -> line.contains("method=GET path=\"/metrics\" status=401"))
                    .noneMatch(line -> line.contains("tok-en") || line.contains("who they are"));
        }
        try (var server = start("conformance:echo", "--host", "0.0.0.0")) {
            var port = port(server);
            assertThat(get(port, "/metrics", "")).startsWith("HTTP/1.1 404 ");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.lines())
                    .anyMatch(line -> line.contains("nothing asks who they are"))
                    .noneMatch(line -> line.contains("/metrics"));
        }
    }

    @Test
    void severalShareAPortAndTheFirstHasAPage() throws Exception {
        try (var server = start("word-game", "conformance:echo", "--web")) {
            var port = port(server);
            assertThat(get(port, "/list_environments", "")).contains("word-game", "echo_env");
            assertThat(get(port, "/envs/echo_env/metadata", "")).startsWith("HTTP/1.1 200 ");
            assertThat(get(port, "/web/", "")).startsWith("HTTP/1.1 200 ").contains("<!doctype html>");
            server.terminate();
            assertThat(server.exitCode()).isZero();
            assertThat(server.lines())
                    .contains(
                            "each below http://127.0.0.1:" + port + "/envs/",
                            "play it at http://127.0.0.1:" + port + "/web/");
        }
        refuses(ExitCode.USAGE, "no environment is called 'nowhere'", "nowhere");
    }

    private ProcessRun start(String name, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.openenv.cli.OpenEnvCommand",
                "serve",
                name));
        if (!List.of(options).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(options));
        return ProcessRun.start(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** Where it serves, when it does. */
    private static int port(ProcessRun server) throws IOException {
        server.awaitLine("serving ");
        var line = server.lines().get(server.lines().size() - 1);
        return Integer.parseInt(line.replaceFirst(".*:(\\d+) \\(.*", "$1"));
    }

    private static Socket connect(int port) throws IOException {
        var client = new Socket("127.0.0.1", port);
        client.setSoTimeout(30_000);
        client.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        var frame = new byte[6 + text.length()]; // a mask of zeros leaves the bytes as they are
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length());
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, 6, text.length());
        client.getOutputStream().write(frame);
    }

    private static String text(InputStream in) throws IOException {
        var head = in.readNBytes(2);
        var length = head[1] == 126 ? in.read() << 8 | in.read() : head[1];
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String get(int port, String path, String header) throws IOException {
        try (var client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout(30_000);
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
