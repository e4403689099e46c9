package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SchemaDifferencesTest {

    private static JsonObject schema(String properties, String required) {
        return JsonText.parse("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + properties
                + "},\"required\":[" + required + "],\"$defs\":{\"Point\":{\"type\":\"object\",\"properties\":"
                + "{\"x\":{\"type\":\"integer\"}},\"required\":[\"x\"]}}}");
    }

    @Test
    void schemasThatFitHaveNone() {
        var ours = schema("\"n\":{\"type\":\"integer\"},\"p\":{\"$ref\":\"#/$defs/Point\"}", "\"n\",\"p\"");
        var theirs = schema(
                "\"metadata\":{\"type\":\"object\"},\"n\":{\"anyOf\":[{\"type\":\"number\",\"title\":\"N\"},{\"type\":\"null\"}]},"
                        + "\"p\":{\"type\":\"object\"},\"more\":{\"type\":\"string\"}",
                "");
        assertThat(SchemaDifferences.ofActions(ours, theirs)).isEmpty();
    }

    @Test
    void eachDifferenceIsNamed() {
        var ours = schema(
                "\"word\":{\"type\":\"string\"},\"extra\":{\"type\":\"string\"},"
                        + "\"points\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Point\"}}",
                "");
        var theirs = schema(
                "\"word\":{\"type\":\"integer\"},\"count\":{\"type\":\"integer\"},"
                        + "\"points\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":"
                        + "{\"x\":{\"type\":\"string\"}}}}",
                "\"count\"");
        assertThat(SchemaDifferences.ofActions(ours, theirs))
                .containsExactly(
                        "action.word: string here, integer on the server",
                        "action.extra: only here",
                        "action.points[].x: integer here, string on the server",
                        "action.count: required on the server, unknown here");
    }

    @Test
    void whatStandsBesideAnObservationIsNoDifference() {
        var theirs = schema(
                "\"done\":{\"type\":\"boolean\"},\"reward\":{},\"metadata\":{},\"n\":{\"type\":\"integer\"},\"new\":{}",
                "\"done\"");
        var ours = schema("\"n\":{\"type\":\"number\"},\"echoed\":{\"type\":\"string\"}", "\"n\",\"echoed\"");
        assertThat(SchemaDifferences.ofObservations(theirs, ours))
                .containsExactly(
                        "observation.new: only on the server",
                        "observation.echoed: required here, unknown on the server");
    }

    @Test
    void theServerIsAsked() throws Exception {
        try (var server = new ScriptedServer(peer -> peer.http(
                200,
                "{\"action\":{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"integer\"}}},"
                        + "\"observation\":{\"type\":\"object\",\"properties\":{\"echoed\":{\"type\":\"string\"},"
                        + "\"n\":{\"type\":\"integer\"}}}}"))) {
            assertThat(EchoTypes.at(server.uri()).schemaDifferences())
                    .containsExactly("action.message: string here, integer on the server");
        }
    }
}
