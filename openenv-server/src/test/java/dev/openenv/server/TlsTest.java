package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Serving over TLS, and what is said about files that do not do. */
@Timeout(120)
class TlsTest {

    @TempDir
    private Path folder;

    private static EnvServer echo() {
        return EnvServer.serve(ConformanceWorlds.echo()).port(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void httpAndSocketsWorkOverTls(String algorithm) throws Exception {
        var certificate = TestCertificate.make(folder, algorithm);
        try (var server = echo().tls(certificate.chain(), certificate.key()).start()) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            var client =
                    HttpClient.newBuilder().sslContext(certificate.trusting()).build();
            var health = client.send(
                    HttpRequest.newBuilder(URI.create(server.uri() + "/health")).build(), BodyHandlers.ofString());
            assertThat(health.body()).isEqualTo("{\"status\":\"healthy\"}");
            assertThat(overSocket(client, server, "x".repeat(100_000)))
                    .contains("observation")
                    .hasSizeGreaterThan(100_000);
        }
    }

    private static String overSocket(HttpClient client, RunningServer server, String message) throws Exception {
        var reply = new CompletableFuture<String>();
        var socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("wss" + server.uri().toString().substring(5) + "/ws"), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            reply.complete(text.toString());
                        }
                        webSocket.request(1);
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"step\",\"data\":{\"message\":\"" + message + "\"}}", true)
                .get(20, TimeUnit.SECONDS);
        var text = reply.get(20, TimeUnit.SECONDS);
        socket.abort();
        return text;
    }

    @Test
    void plainTextAtATlsPortAndHalfAHandshakeDoNotHang() throws Exception {
        var certificate = TestCertificate.make(folder, "EC");
        try (var server = echo().tls(certificate.chain(), certificate.key())
                .requestLimit(Duration.ofMillis(300))
                .start()) {
            assertThat(RawHttp.status(server.port(), RawHttp.head("GET /health", server.port())))
                    .isNotEqualTo(200);
            try (var half = new Socket("127.0.0.1", server.port())) {
                half.setSoTimeout(20_000);
                half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
                assertThat(half.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void filesThatDoNotDoAreNamedWithTheReason() throws Exception {
        var rsa = TestCertificate.make(folder, "RSA");
        var ec = TestCertificate.make(folder, "EC");
        var other = TestCertificate.make(Files.createDirectory(folder.resolve("other")), "EC");
        var missing = folder.resolve("missing.pem");
        refuses(missing, rsa.key(), "certificate chain " + missing + " does not exist");
        refuses(rsa.chain(), missing, "private key " + missing + " does not exist");
        refuses(rsa.key(), rsa.key(), "is not PEM: it has no -----BEGIN CERTIFICATE-----");
        refuses(rsa.chain(), rsa.chain(), "is not PEM: it has no -----BEGIN PRIVATE KEY-----");
        refuses(rsa.chain(), ec.key(), "no RSA key as its certificate says");
        refuses(other.chain(), ec.key(), "does not belong to the first certificate of " + other.chain());
        var old = Files.writeString(folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAA==\n");
        refuses(rsa.chain(), old, "is a RSA PRIVATE KEY; needed is an unencrypted PKCS#8");
        var damaged = Files.writeString(
                folder.resolve("damaged.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        refuses(damaged, rsa.key(), "is damaged");
    }

    private static void refuses(Path chain, Path key, String message) {
        assertThatThrownBy(() -> echo().tls(chain, key).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
