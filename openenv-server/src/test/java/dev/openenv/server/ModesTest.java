package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the mode and the environment variables change. */
@Timeout(60)
class ModesTest {

    private static EnvServer echo(Map<String, String> variables) {
        return EnvServer.serve(ConformanceWorlds.echo()).port(0).variables(variables::get);
    }

    @Test
    void theVariableSaysTheModeInAnyCase() throws Exception {
        try (var server = echo(Map.of("OPENENV_MODE", "PRODuction")).start()) {
            assertThat(Ask.of(server).post("/reset", "{}").statusCode()).isEqualTo(404);
            assertThat(Ask.of(server).get("/openapi.json").body()).doesNotContain("/reset");
        }
    }

    @Test
    void theProgramWinsOverTheVariable() throws Exception {
        try (var server =
                echo(Map.of("OPENENV_MODE", "production")).mode(Mode.SIMULATION).start()) {
            assertThat(Ask.of(server).post("/reset", "{}").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownOrEmptyModeStopsTheStart() {
        for (var mode : new String[] {"", "prod", "simulation "}) {
            assertThatThrownBy(() -> echo(Map.of("OPENENV_MODE", mode)).start())
                    .hasMessage("Invalid mode: '" + mode + "'. Must be one of: ['simulation', 'production']");
        }
    }

    @Test
    void theVariableSaysHowManySessionsThereMayBe() throws Exception {
        try (var server = echo(Map.of("MAX_CONCURRENT_ENVS", " 1 ")).start();
                var first = RawSocket.open(server.port(), "/ws");
                var second = RawSocket.open(server.port(), "/ws")) {
            assertThat(first.ask("{\"type\":\"reset\"}").string("type")).contains("observation");
            assertThat(second.error()).isEqualTo("CAPACITY_REACHED");
        }
        for (var wrong : new String[] {"many", "0"}) {
            assertThatThrownBy(() -> echo(Map.of("MAX_CONCURRENT_ENVS", wrong)).start())
                    .hasMessageContaining("MAX_CONCURRENT_ENVS");
        }
    }

    @Test
    void productionLeavesControlOverSocketsUnlessItIsClosed() throws Exception {
        try (var open = echo(Map.of()).mode(Mode.PRODUCTION).start();
                var closed = echo(Map.of())
                        .mode(Mode.PRODUCTION)
                        .web(true)
                        .controlInProduction(false)
                        .start();
                var socket = RawSocket.open(open.port(), "/ws");
                var refused = RawSocket.open(closed.port(), "/ws")) {
            assertThat(socket.ask("{\"type\":\"reset\"}").string("type")).contains("observation");
            for (var frame : new String[] {
                "{\"type\":\"reset\"}", "{\"type\":\"state\"}", "{\"type\":\"step\",\"data\":{\"message\":\"hi\"}}"
            }) {
                var reply = refused.ask(frame).toString();
                assertThat(reply).contains("EXECUTION_ERROR").contains("is closed on this server");
            }
            assertThat(Ask.of(closed).get("/web/").statusCode()).isEqualTo(404);
            assertThat(Ask.of(closed).post("/web/reset", "{}").statusCode()).isEqualTo(404);
            assertThat(Ask.of(closed).get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void thePlaygroundIsOffUnlessAskedFor(@TempDir Path folder) throws Exception {
        try (var off = echo(Map.of("ENABLE_WEB_INTERFACE", "no")).start();
                var socket = RawSocket.open(off.port(), "/ws/ui")) {
            for (var path : new String[] {"/", "/web", "/web/", "/web/metadata"}) {
                assertThat(Ask.of(off).get(path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(socket.status).isEqualTo(403);
        }
        var readme = Files.writeString(folder.resolve("README.md"), "# Hi <b>you</b>");
        try (var on = echo(Map.of(
                        "ENABLE_WEB_INTERFACE", "Yes",
                        "ENV_README_PATH", readme.toString(),
                        "SPACE_ID", "me/echo",
                        "SPACE_HOST", "me-echo.hf.space"))
                .start()) {
            var page = Ask.of(on).get("/web/");
            assertThat(page.body()).contains("https://me-echo.hf.space", "# Hi &lt;b&gt;you&lt;/b&gt;");
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'self' https://huggingface.co")
                    .doesNotContain("unsafe");
            assertThat(Ask.of(on).get("/web/metadata").body()).contains("# Hi <b>you</b>");
        }
    }

    @Test
    void aPageOfAnotherSiteCannotPlay() throws Exception {
        try (var server = echo(Map.of()).web(true).start()) {
            for (var type : new String[] {"text/plain", "application/x-www-form-urlencoded"}) {
                assertThat(Ask.of(server)
                                .post("/web/step", "{\"message\":\"hi\"}", type)
                                .statusCode())
                        .isEqualTo(422);
                assertThat(Ask.of(server).post("/web/reset", "{}", type).statusCode())
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void theHistoryIsBounded() throws Exception {
        try (var server = echo(Map.of()).web(true).start()) {
            var ask = Ask.of(server);
            ask.post("/web/reset", "{}");
            for (var i = 0; i < 6; i++) {
                ask.post("/web/step", "{\"message\":\"big:300000\"}");
            }
            for (var i = 0; i < 1_010; i++) {
                ask.post("/web/step", "{\"message\":\"hi\"}");
            }
            try (var visitor = RawSocket.open(server.port(), "/ws/ui")) {
                var logs =
                        visitor.receive().object("episode_state").orElseThrow().list("action_logs");
                assertThat(logs.orElseThrow()).hasSize(1_000);
            }
            assertThat(ask.get("/web/state").body()).contains("\"step_count\":1016");
        }
    }
}
