package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens, origins and hosts: who is let in. */
@Timeout(60)
class AccessTest {

    private static EnvServer echo() {
        return EnvServer.serve(ConformanceWorlds.echo()).port(0);
    }

    private static int get(RunningServer server, String path, String... headers) throws IOException {
        return RawHttp.status(server.port(), RawHttp.head("GET " + path, server.port(), headers));
    }

    private static int reset(RunningServer server, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: 0");
        return RawHttp.status(server.port(), RawHttp.head("POST /reset", server.port(), all.toArray(new String[0])));
    }

    private static int socket(RunningServer server, String... headers) throws IOException {
        var all = new ArrayList<>(List.of(headers));
        all.add(RawHttp.HANDSHAKE);
        return get(server, "/ws", all.toArray(new String[0]));
    }

    @Test
    void withATokenOnlyWhoSendsItComesInAndHealthStaysOpen() throws Exception {
        var refused = new ArrayList<ServerListener.Refusal>();
        var listener = new ServerListener() {
            @Override
            public void refused(Refusal reason) {
                synchronized (refused) {
                    refused.add(reason);
                }
            }
        };
        try (var server =
                echo().token("s3cret").listener(listener).metrics(() -> "m 1\n").start()) {
            for (var wrong : List.of(
                    "X: y",
                    "Authorization: Bearer s3cre",
                    "Authorization: Bearer s3crets",
                    "Authorization: Basic s3cret",
                    "Authorization: s3cret",
                    "Authorization: Bearer")) {
                assertThat(get(server, "/schema", wrong)).as(wrong).isEqualTo(401);
                assertThat(get(server, "/metrics", wrong)).as(wrong).isEqualTo(401);
                assertThat(get(server, "/nowhere", wrong)).as(wrong).isEqualTo(401);
                assertThat(reset(server, wrong)).as(wrong).isEqualTo(401);
                assertThat(socket(server, wrong)).as(wrong).isEqualTo(401);
            }
            assertThat(refused).hasSize(30).containsOnly(ServerListener.Refusal.TOKEN);
            for (var right : List.of("Authorization: Bearer s3cret", "authorization: bearer  s3cret")) {
                assertThat(get(server, "/schema", right)).as(right).isEqualTo(200);
                assertThat(get(server, "/metrics", right)).as(right).isEqualTo(200);
                assertThat(reset(server, right)).as(right).isEqualTo(200);
                assertThat(socket(server, right)).as(right).isEqualTo(101);
            }
            assertThat(get(server, "/health")).isEqualTo(200);
            assertThat(RawHttp.answer(server.port(), RawHttp.head("GET /schema", server.port())))
                    .contains("WWW-Authenticate: Bearer realm=\"openenv\"")
                    .contains("{\"detail\":\"Not authenticated\"}");
        }
    }

    @Test
    void aTokenThatNoHeaderCanCarryIsRefusedWithoutRepeatingIt() {
        for (var bad : List.of("", " ", "a b", "a\nb", "\u00e9")) {
            assertThatThrownBy(() -> echo().token(bad))
                    .hasMessage("token must be 1 to 4096 printable ASCII characters without blanks");
        }
    }

    @Test
    void aPageOfAnotherSiteCannotDriveAServerOnLoopback() throws Exception {
        try (var server = echo().start()) {
            for (var origin : List.of(
                    "http://evil.example",
                    "null",
                    "http://127.0.0.1:1",
                    "https://127.0.0.1",
                    "http://127.0.0.1:" + server.port() + ".evil.example")) {
                assertThat(socket(server, "Origin: " + origin)).as(origin).isEqualTo(403);
                assertThat(reset(server, "Origin: " + origin)).as(origin).isEqualTo(403);
                assertThat(get(server, "/schema", "Origin: " + origin))
                        .as(origin)
                        .isEqualTo(200);
            }
            var own = "Origin: http://127.0.0.1:" + server.port();
            assertThat(socket(server, own)).isEqualTo(101);
            assertThat(reset(server, own)).isEqualTo(200);
            assertThat(reset(server, own, "Origin: http://evil.example")).isEqualTo(403);
            assertThat(socket(server)).isEqualTo(101);
        }
    }

    @Test
    void listedOriginsAreLetIn() throws Exception {
        try (var server = echo().allowedOrigins("https://Play.example").start()) {
            assertThat(socket(server, "Origin: https://play.example")).isEqualTo(101);
            assertThat(reset(server, "Origin: https://play.example")).isEqualTo(200);
            assertThat(socket(server, "Origin: http://play.example")).isEqualTo(403);
        }
        try (var server = echo().allowedOrigins("*").start()) {
            assertThat(socket(server, "Origin: null")).isEqualTo(101);
        }
        assertThatThrownBy(() -> echo().allowedOrigins("play.example")).hasMessageContaining("'play.example'");
        assertThatThrownBy(() -> echo().allowedOrigins("https://play.example/")).hasMessageContaining("origin");
    }

    @Test
    void aNameThatWasMadeToPointHereIsRefusedOnLoopback() throws Exception {
        try (var server = echo().allowedHosts("Envs.example").start()) {
            for (var host :
                    List.of("evil.example", "127.0.0.1.evil.example", "evil.example:" + server.port(), "", "[::2]")) {
                assertThat(host(server, "GET /schema", host)).as(host).isEqualTo(403);
                assertThat(host(server, "GET /health", host)).as(host).isEqualTo(200);
            }
            for (var host : List.of(
                    "localhost",
                    "LOCALHOST:1",
                    "127.0.0.1:" + server.port(),
                    "127.8.8.8",
                    "[::1]:5",
                    "a.localhost",
                    "envs.example:443")) {
                assertThat(host(server, "GET /schema", host)).as(host).isEqualTo(200);
            }
        }
    }

    @Test
    void onOtherInterfacesNamesAreCheckedOnlyWhenListed() throws Exception {
        try (var server = echo().host("0.0.0.0").start()) {
            assertThat(host(server, "GET /schema", "any.example")).isEqualTo(200);
        }
        try (var server = echo().host("0.0.0.0").allowedHosts("one.example").start()) {
            assertThat(host(server, "GET /schema", "any.example")).isEqualTo(403);
        }
    }

    private static int host(RunningServer server, String line, String host) throws IOException {
        return RawHttp.status(server.port(), line + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }

    @Test
    void metricsAreServedOnlyWhenAsked() throws Exception {
        try (var server = echo().start()) {
            assertThat(get(server, "/metrics")).isEqualTo(404);
        }
        try (var server = echo().metrics(() -> "steps 1\n").start()) {
            assertThat(RawHttp.answer(server.port(), RawHttp.head("GET /metrics", server.port()))
                            .toLowerCase(Locale.ROOT))
                    .contains("content-type: text/plain; version=0.0.4; charset=utf-8")
                    .endsWith("\r\n\r\nsteps 1\n");
            assertThat(RawHttp.status(server.port(), RawHttp.head("DELETE /metrics", server.port())))
                    .isEqualTo(405);
        }
    }
}
