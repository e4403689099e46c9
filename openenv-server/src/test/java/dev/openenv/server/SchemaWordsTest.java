package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.codec.JsonText;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Schemas as Pydantic writes them, to the letter: words, titles, defaults and the order of names. */
class SchemaWordsTest {

    @Test
    void theEchoWorldIsDescribedAsTheReferenceDoes() {
        same("http_echo_simulation", ConformanceWorlds.echo());
    }

    @Test
    void anotherObservationAtResetIsDescribedAsTheReferenceDoes() {
        same("http_variant_resetobs", OddWorlds.greeting());
    }

    @Test
    void anUndeclaredStateIsThePlainOne() {
        same("http_variant_plain", OddWorlds.plain());
    }

    private static void same(String file, EnvironmentProvider<?, ?> provider) {
        var recorded = TranscriptPlayer.scenarios(file).stream()
                .filter(scenario -> scenario.object("request")
                        .flatMap(request -> request.string("path"))
                        .filter("/schema"::equals)
                        .isPresent())
                .map(scenario -> scenario.object("response")
                        .flatMap(response -> response.object("body"))
                        .orElse(JsonObject.empty()))
                .findFirst()
                .orElseThrow();
        assertThat(JsonText.write(WireSchema.of(provider.spec()))).isEqualTo(JsonText.write(recorded));
    }
}
