package dev.openenv.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.Catalog;
import dev.openenv.rollout.Rollouts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same episode on every JDK and in every later version: one hash for each reference environment,
 * of everything its shipped agent did and saw. An environment whose rules change on purpose gets a new version and, with
 * {@code -Dopenenv.golden.update=true}, a new hash.
 */
class GoldenEpisodesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/dev/openenv/contract/golden-episodes.txt");
    private static final long SEED = 20_261_122;

    @Test
    void episodesAreWhatTheyWere() throws IOException {
        var now = new LinkedHashMap<String, String>();
        Catalog.load()
                .entries()
                .forEach((name, entry) ->
                        now.put(name + " " + entry.provider().spec().version(), hash(entry)));
        if (Boolean.getBoolean("openenv.golden.update")) {
            var lines = new StringBuilder();
            now.forEach(
                    (name, hash) -> lines.append(name).append(' ').append(hash).append('\n'));
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, lines);
        }
        Map<String, String> golden = new LinkedHashMap<>();
        for (var line : Files.readAllLines(GOLDEN)) {
            golden.put(line.substring(0, line.lastIndexOf(' ')), line.substring(line.lastIndexOf(' ') + 1));
        }
        assertThat(now).isEqualTo(golden);
    }

    private static <A extends Action, O extends Observation> String hash(CatalogEntry<A, O> entry) {
        var provider = entry.provider();
        var agent = entry.agents().values().iterator().next();
        var trajectory = Rollouts.of(provider).agent(agent).play(ResetOptions.seed(SEED));
        assertThat(trajectory.failure()).isEmpty();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes(json(trajectory.initial().orElseThrow(), provider.observationCodec()::encode)));
            for (var step : trajectory.steps()) {
                digest.update(bytes(provider.actionCodec().encode(step.action())));
                digest.update(bytes(json(step.result().orElseThrow(), provider.observationCodec()::encode)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <O extends Observation> JsonObject json(
            StepResult<O> result, java.util.function.Function<O, JsonObject> encode) {
        return JsonObject.builder()
                .put("observation", encode.apply(result.observation()))
                .put("reward", result.reward().isPresent() ? result.reward().getAsDouble() : null)
                .put("terminated", result.terminated())
                .put("truncated", result.truncated())
                .put("metadata", result.metadata())
                .build();
    }

    private static byte[] bytes(JsonObject json) {
        return (JsonText.canonical(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
