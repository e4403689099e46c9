package dev.openenv.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The suite itself: complete, and not to be pleased by a server that only answers. */
@Timeout(120)
class SuiteTest {

    /** A server that answers every request the same; closing the socket ends it. */
    private static ServerSocket answering(int status, String body) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    answer(socket, status, body);
                } catch (IOException e) {
                    // the client left, or the test ended
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void answer(Socket socket, int status, String body) throws IOException {
        socket.setSoTimeout(10_000);
        var in = new BufferedInputStream(socket.getInputStream());
        RawHttp.line(in);
        var length = RawHttp.headers(in).get("content-length");
        if (length != null) {
            in.skipNBytes(Long.parseLong(length));
        }
        var head = "HTTP/1.1 " + status + " Word\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }

    private static URI uri(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Test
    void everyNumberOfAServerIsThereAndBelongsToOneCheck() {
        var numbers = Checks.all().stream().map(Check::number).toList();
        var expected = new TreeSet<Integer>();
        IntStream.rangeClosed(1, 118).forEach(expected::add);
        expected.addAll(List.of(124, 125));

        assertThat(numbers).doesNotHaveDuplicates().containsExactlyElementsOf(expected);
        assertThat(new HashSet<>(Checks.all().stream().map(Check::title).toList()))
                .hasSameSizeAs(numbers);
    }

    @Test
    void aServerThatSaysYesToEverythingPassesNothing() throws IOException {
        for (var world : TestedWorld.values()) {
            var server = answering(200, "{}");
            try {
                var report = Conformance.of(uri(server)).world(world).run();

                assertThat(report.passed()).isFalse();
                assertThat(report.results())
                        .filteredOn(result ->
                                result.outcome() == CheckOutcome.PASSED || result.outcome() == CheckOutcome.REFERENCE)
                        .extracting(CheckResult::number)
                        .isEmpty();
            } finally {
                server.close();
            }
        }
    }

    @Test
    void aServerThatSaysNoToEverythingPassesNothingButTheRefusals() throws IOException {
        var server = answering(404, "{\"detail\":\"Not Found\"}");
        try {
            var report = Conformance.of(uri(server)).world(TestedWorld.ECHO).run();

            assertThat(report.results())
                    .filteredOn(result -> result.outcome() == CheckOutcome.PASSED)
                    .extracting(CheckResult::number)
                    .containsExactly(25, 64, 117);
            assertThat(report.results())
                    .filteredOn(result -> result.outcome() == CheckOutcome.FAILED)
                    .allSatisfy(result -> assertThat(result.text()).contains("expected", "got"));
        } finally {
            server.close();
        }
    }

    @Test
    void theWorldIsAskedForAndUnknownOnesAreRefused() throws IOException {
        var server = answering(200, "[\"tools_env\"]");
        try {
            assertThat(Conformance.of(uri(server)).only(Set.of(1)).run().world())
                    .isEqualTo(TestedWorld.TOOLS);
        } finally {
            server.close();
        }
        var other = answering(200, "[\"chess\"]");
        try {
            assertThatThrownBy(() -> Conformance.of(uri(other)).run())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'chess'");
        } finally {
            other.close();
        }
        assertThatThrownBy(() -> Conformance.of(URI.create("ftp://x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
