package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tool actions on the step path, as the Python reference answers them but for {@link ToolDeviations}. */
@Timeout(120)
class ToolTranscriptsTest {

    private static final Set<String> NOT_PLAYED = Set.of(
            "schema", // its descriptions are in our words, see below
            "a tool of 31 s over /ws hits the limit of 30 s; the socket goes on", // ToolStepsTest has the limit
            "the same tool through mcp has no limit"); // 31 s long, and McpDialect knows no limit

    @Test
    void stepPath() throws Exception {
        var problems = new ArrayList<String>();
        var played = 0;
        try (var running = server()) {
            var player = new TranscriptPlayer(running);
            for (JsonObject scenario : TranscriptPlayer.scenarios("step_tools")) {
                if (!NOT_PLAYED.contains(scenario.string("name").orElseThrow())) {
                    played++;
                    problems.addAll(player.play((JsonObject) ToolDeviations.wanted(scenario)));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(played).isEqualTo(28);
    }

    @Test
    void theSchemasAreTheReferencesButForTheirWords() throws Exception {
        var recorded = body(TranscriptPlayer.scenarios("step_tools").get(0));
        try (var running = server()) {
            var schema = get(running);
            assertThat(schema.names()).isEqualTo(recorded.names());
            for (var name : recorded.names()) {
                assertThat(wordless(schema.get(name))).as(name).isEqualTo(wordless(recorded.get(name)));
            }
        }
    }

    private static RunningServer server() {
        return EnvServer.serve(ConformanceWorlds.tools()).port(0).maxSessions(4).start();
    }

    private static JsonObject body(JsonObject scenario) {
        return scenario.object("response")
                .flatMap(reply -> reply.object("body"))
                .orElseThrow();
    }

    private static JsonObject get(RunningServer server) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/schema");
        var reply = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        return JsonText.parse(reply.body());
    }

    private static Object wordless(Object schema) {
        if (schema instanceof List<?> list) {
            return list.stream().map(ToolTranscriptsTest::wordless).toList();
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        var copy = JsonObject.builder();
        object.asMap().forEach((name, value) -> {
            if (!name.equals("description") || !(value instanceof String)) {
                copy.put(name, wordless(value));
            }
        });
        return copy.build();
    }
}
