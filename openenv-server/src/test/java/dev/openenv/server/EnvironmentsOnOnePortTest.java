package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several environments behind one port. */
@Timeout(60)
class EnvironmentsOnOnePortTest {

    private static EnvServer both() {
        return EnvServer.serve(ConformanceWorlds.echo(), ConformanceWorlds.tasks())
                .port(0);
    }

    @Test
    void theFirstHasTheRootAndEveryOneAPrefix() throws Exception {
        try (var server = both().start()) {
            var ask = Ask.of(server);
            assertThat(ask.get("/metadata").body()).contains("EchoWorld");
            assertThat(ask.get("/envs/echo_env/metadata").body()).contains("EchoWorld");
            assertThat(ask.get("/envs/TASKS_env/metadata").body()).contains("TaskWorld");
            assertThat(ask.get("/list_environments").body()).isEqualTo("[\"echo_env\",\"Tasks_Env\"]");
            assertThat(ask.get("/envs/tasks_env/list_environments").body()).isEqualTo("[\"Tasks_Env\"]");
            assertThat(ask.get("/tasks_env/splits").statusCode()).isEqualTo(200);
            assertThat(ask.get("/echo_env/splits").statusCode()).isEqualTo(501);
            assertThat(ask.get("/envs/tasks_env/echo_env/splits").statusCode()).isEqualTo(404);
            assertThat(ask.post("/envs/tasks_env/reset", "{\"index\":2}").body())
                    .contains("question 2");
            assertThat(ask.get("/envs/nope/health").statusCode()).isEqualTo(404);
            assertThat(ask.get("/envs/tasks_env").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void slashesAtTheEndLeadBelowTheSamePrefix() throws Exception {
        try (var server = both().start()) {
            var reply = Ask.of(server).get("/envs/tasks%5Fenv/health/?a=b");
            assertThat(reply.statusCode()).isEqualTo(307);
            assertThat(reply.headers().firstValue("location")).contains(server.uri() + "/envs/tasks%5Fenv/health?a=b");
            assertThat(Ask.of(server).get("//health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void socketsHaveThePrefixToo() throws Exception {
        try (var server = both().start();
                var tasks = RawSocket.open(server.port(), "/envs/tasks_env/ws");
                var echo = RawSocket.open(server.port(), "/envs/echo_env/ws");
                var wrong = RawSocket.open(server.port(), "/envs/nope/ws")) {
            assertThat(tasks.ask("{\"type\":\"reset\"}").toString()).contains("question 0");
            assertThat(echo.ask("{\"type\":\"reset\"}").toString()).contains("ready");
            assertThat(wrong.status).isEqualTo(403);
        }
    }

    @Test
    void theLimitOfSessionsIsOneForAll() throws Exception {
        try (var server = both().maxSessions(1).start();
                var first = RawSocket.open(server.port(), "/ws")) {
            first.ask("{\"type\":\"reset\"}");
            try (var second = RawSocket.open(server.port(), "/envs/tasks_env/ws")) {
                assertThat(second.error()).isEqualTo("CAPACITY_REACHED");
            }
            assertThat(server.sessions()).isEqualTo(1);
        }
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> EnvServer.serve(ConformanceWorlds.echo())
                        .and(ConformanceWorlds.echo().withName("ECHO_env")))
                .hasMessageContaining("ECHO_env");
    }
}
