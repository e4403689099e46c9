package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where this server is gentler than the reference with odd worlds. */
@Timeout(60)
class OddWorldsTest {

    @Test
    void anActionsOwnRuleIsTheClientsMistake() throws Exception {
        try (var server = EnvServer.serve(OddWorlds.strict()).port(0).start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            var reply = Ask.of(server).post("/step", "{\"action\":{\"message\":\"forbidden\"}}");
            assertThat(reply.statusCode()).isEqualTo(422);
            assertThat(reply.body()).contains("that word is forbidden").contains("\"type\":\"value_error\"");
            socket.send("{\"type\":\"step\",\"data\":{\"message\":\"forbidden\"}}");
            assertThat(socket.error()).isEqualTo("VALIDATION_ERROR");
            assertThat(socket.ask("{\"type\":\"step\",\"data\":{\"message\":\"fine\"}}")
                            .toString())
                    .contains("fine");
        }
    }
}
