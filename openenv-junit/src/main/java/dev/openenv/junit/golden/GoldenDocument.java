package dev.openenv.junit.golden;

import dev.openenv.Failure;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The names in a golden file, and how an episode becomes one. What differs from run to run is left out. */
final class GoldenDocument {

    static final String NAME = "openenv-golden";
    static final String FORMAT = "format";
    static final String VERSION = "version";
    static final String ENVIRONMENT = "environment";
    static final String ENVIRONMENT_VERSION = "environment_version";
    static final String TASK = "task";
    static final String ID = "id";
    static final String SPLIT = "split";
    static final String INSTRUCTION = "instruction";
    static final String INPUTS = "inputs";
    static final String SEED = "seed";
    static final String OPTIONS = "options";
    static final String EPISODE_ID = "episode_id";
    static final String RESET = "reset";
    static final String STEPS = "steps";
    static final String ACTION = "action";
    static final String OBSERVATION = "observation";
    static final String REWARD = "reward";
    static final String TERMINATED = "terminated";
    static final String TRUNCATED = "truncated";
    static final String METADATA = "metadata";
    static final String FAILURE = "failure";
    static final String CODE = "code";
    static final String BLAME = "blame";
    static final String MESSAGE = "message";
    static final String OUTCOME = "outcome";
    static final String TOTAL_REWARD = "total_reward";
    static final String DIGEST = "digest";

    private GoldenDocument() {}

    static JsonObject of(Trajectory<JsonAction, JsonObservation> episode) {
        var json = JsonObject.builder()
                .put(FORMAT, NAME)
                .put(VERSION, GoldenEpisode.VERSION)
                .put(ENVIRONMENT, episode.environment())
                .put(ENVIRONMENT_VERSION, episode.environmentVersion())
                .put(TASK, task(episode.task()));
        var start = episode.resetOptions();
        start.originalSeed().ifPresent(seed -> json.put(SEED, seed.toString()));
        if (!start.values().isEmpty()) {
            json.put(OPTIONS, GoldenText.sorted(start.values()));
        }
        json.put(EPISODE_ID, episode.episodeId());
        episode.initial().ifPresent(initial -> {
            var reset = JsonObject.builder();
            result(reset, initial);
            json.put(RESET, reset.build());
        });
        json.put(STEPS, episode.steps().stream().map(GoldenDocument::step).toList())
                .put(OUTCOME, word(episode.outcome()));
        episode.failure().ifPresent(failure -> json.put(FAILURE, failure(failure)));
        json.put(TOTAL_REWARD, episode.totalReward());
        return json.build();
    }

    private static JsonObject task(Task task) {
        var json = JsonObject.builder().put(ID, task.id()).put(SPLIT, task.split());
        if (!task.instruction().isEmpty()) {
            json.put(INSTRUCTION, task.instruction());
        }
        if (!task.inputs().isEmpty()) {
            json.put(INPUTS, GoldenText.sorted(task.inputs()));
        }
        return json.build();
    }

    private static JsonObject step(TrajectoryStep<JsonAction, JsonObservation> step) {
        var json =
                JsonObject.builder().put(ACTION, GoldenText.sorted(step.action().json()));
        step.result().ifPresent(result -> result(json, result));
        step.failure().ifPresent(failure -> json.put(FAILURE, failure(failure)));
        return json.build();
    }

    private static void result(JsonObject.Builder json, StepResult<JsonObservation> result) {
        json.put(OBSERVATION, GoldenText.sorted(result.observation().json()));
        result.reward().ifPresent(reward -> json.put(REWARD, reward));
        if (result.terminated()) {
            json.put(TERMINATED, true);
        }
        if (result.truncated()) {
            json.put(TRUNCATED, true);
        }
        if (!result.metadata().isEmpty()) {
            json.put(METADATA, GoldenText.sorted(result.metadata()));
        }
    }

    private static JsonObject failure(Failure failure) {
        return JsonObject.of(CODE, failure.code(), BLAME, word(failure.blame()), MESSAGE, failure.message());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Of the values and not of the text, so that line ends and indents may change. */
    static String digest(JsonObject document) {
        try {
            var canonical = JsonText.canonical(document.without(DIGEST)).getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return "sha256:" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
