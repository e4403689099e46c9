package dev.openenv.recording;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.Locale;
import java.util.Set;

/** Names, version and the shared parts of the lines of a recording. */
final class RecordingFormat {

    static final String NAME = "openenv-recording";
    static final long VERSION = 1;

    /** The longest line that is written and read, in bytes, without its line break. */
    static final int MAX_LINE = JsonText.MAX_DOCUMENT;

    static final String LINE = "line";
    static final String HASH = "hash";

    static final String HEADER = "header";
    static final String FORMAT = "format";
    static final String FORMAT_VERSION = "version";

    static final String EPISODE = "episode";
    static final String EPISODE_ID = "episode_id";
    static final String ENVIRONMENT = "environment";
    static final String ENVIRONMENT_VERSION = "environment_version";
    static final String AGENT = "agent";
    static final String TASK = "task";
    static final String TASK_ID = "id";
    static final String SPLIT = "split";
    static final String INSTRUCTION = "instruction";
    static final String INPUTS = "inputs";
    static final String ATTEMPT = "attempt";
    static final String SEED = "seed";
    static final String OPTIONS = "options";

    static final String RESET = "reset";
    static final String STEP = "step";
    static final String INDEX = "index";
    static final String ACTION = "action";
    static final String ACTION_TEXT = "action_text";
    static final String RESULT = "result";
    static final String OBSERVATION = "observation";
    static final String REWARD = "reward";
    static final String TERMINATED = "terminated";
    static final String TRUNCATED = "truncated";
    static final String METADATA = "metadata";
    static final String FAILURE = "failure";
    static final String CODE = "code";
    static final String MESSAGE = "message";
    static final String BLAME = "blame";
    static final String DRAWING = "drawing";
    static final String TEXT = "text";
    static final String SVG = "svg";

    static final String END = "end";
    static final String OUTCOME = "outcome";
    static final String GRADE = "grade";
    static final String SOLVED = "solved";
    static final String SCORE = "score";
    static final String REASON = "reason";
    static final String TOTAL_REWARD = "total_reward";
    static final String STEPS = "steps";
    static final String USAGE = "usage";
    static final String INPUT_TOKENS = "input_tokens";
    static final String OUTPUT_TOKENS = "output_tokens";
    static final String MODEL_CALLS = "model_calls";
    static final String COST = "cost";
    static final String DURATION_MS = "duration_ms";

    /** The kinds of lines that are known. */
    static final Set<String> KINDS = Set.of(HEADER, EPISODE, RESET, STEP, END);

    private RecordingFormat() {}

    /** The first line of every recording, always the same. */
    static JsonObject header() {
        return JsonObject.of(LINE, HEADER, FORMAT, NAME, FORMAT_VERSION, VERSION);
    }

    static JsonObject result(StepResult<JsonObservation> result) {
        var json = JsonObject.builder().put(OBSERVATION, result.observation().json());
        result.reward().ifPresent(reward -> json.put(REWARD, reward));
        json.put(TERMINATED, result.terminated()).put(TRUNCATED, result.truncated());
        if (!result.metadata().isEmpty()) {
            json.put(METADATA, result.metadata());
        }
        return json.build();
    }

    static JsonObject failure(Failure failure) {
        return JsonObject.of(CODE, failure.code(), MESSAGE, printable(failure.message()), BLAME, word(failure.blame()));
    }

    static JsonObject drawing(Drawing drawing) {
        var json = JsonObject.of(TEXT, printable(drawing.text()));
        return drawing.svg().map(svg -> json.with(SVG, printable(svg))).orElse(json);
    }

    /** Text for people, with a replacement character for half a surrogate pair, which JSON text cannot hold. */
    static String printable(String text) {
        return new String(text.getBytes(UTF_16BE), UTF_16BE);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
