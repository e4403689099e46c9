package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One environment in use: what each call gave as JSON, and what went wrong as a finding. Confined to one thread. */
final class Play<A extends Action, O extends Observation> implements AutoCloseable {

    static final String REFUSED = "refused";

    private final Environment<A, O> env;
    private final Codec<O> codec;
    private @Nullable StepResult<O> last;
    private @Nullable Finding stateProblem;
    private long seed;
    private int step;

    Play(Environment<A, O> env, Codec<O> codec) {
        this.env = env;
        this.codec = codec;
    }

    static boolean done(JsonObject turn) {
        return turn.bool("terminated").orElse(false) || turn.bool("truncated").orElse(false);
    }

    Environment<A, O> environment() {
        return env;
    }

    /** What the last call gave, or null when it was refused. */
    @Nullable
    StepResult<O> last() {
        return last;
    }

    @Nullable
    Finding stateProblem() {
        return stateProblem;
    }

    /** Whether the last call ended the episode. */
    boolean over() {
        return last != null && last.done();
    }

    JsonObject reset(ResetOptions options) {
        seed = options.seed().orElse(0);
        step = 0;
        last = called("reset", () -> env.reset(options));
        return seen(last);
    }

    JsonObject step(A action) {
        step++;
        try {
            last = called("step", () -> env.step(action));
        } catch (InvalidActionException e) {
            last = null;
            return JsonObject.of(REFUSED, String.valueOf(e.getMessage()), "state", state());
        }
        return seen(last);
    }

    /** Plays a script from its reset, and looks after it and after each step until the episode is over. */
    void follow(Script<A> script, IntConsumer look) {
        reset(script.options());
        look.accept(0);
        for (var i = 0; i < script.actions().size() && !over(); i++) {
            step(script.actions().get(i));
            look.accept(i + 1);
        }
    }

    private <T> T called(String call, Supplier<T> body) {
        try {
            return body.get();
        } catch (InvalidActionException e) {
            if (call.equals("step")) {
                throw e;
            }
            throw broken(call, e);
        } catch (RuntimeException e) {
            throw broken(call, e);
        }
    }

    private BrokenException broken(String call, RuntimeException thrown) {
        var cause = thrown.getCause() == null ? thrown : thrown.getCause();
        Finding finding;
        if (thrown instanceof DeadlineExceededException) {
            finding = Finding.error(
                    "call-hangs",
                    Texts.shown(thrown.getMessage()),
                    "Let every call end, and give waits inside the world a limit.");
        } else if (cause instanceof IllegalArgumentException
                && String.valueOf(cause.getMessage()).startsWith("reward must be finite")) {
            finding = Finding.error(
                    "reward-not-finite", Texts.thrown(cause), "Look for a division by zero where the reward is made.");
        } else {
            finding = Finding.error(
                    call + "-fails",
                    Texts.thrown(thrown),
                    call.equals("step")
                            ? "Throw InvalidActionException for an action that the rules do not allow; mend the world"
                                    + " otherwise."
                            : "A reset has to start an episode whatever went before; mend the world.");
        }
        return new BrokenException(finding.at(seed, step), thrown);
    }

    private JsonObject seen(StepResult<O> result) {
        JsonObject observation;
        try {
            observation = codec.encode(result.observation());
            JsonText.canonical(observation);
        } catch (RuntimeException e) {
            var finding = Finding.error(
                    "observation-not-json",
                    Texts.thrown(e),
                    "Let the observation hold what JSON can say: no NaN, no null where none is declared.");
            throw new BrokenException(finding.at(seed, step), e);
        }
        return JsonObject.builder()
                .put("observation", observation)
                .put("reward", result.reward().isPresent() ? result.reward().getAsDouble() : null)
                .put("terminated", result.terminated())
                .put("truncated", result.truncated())
                .put("metadata", result.metadata())
                .put("state", state())
                .build();
    }

    /** The state without the episode's id; a world whose state fails is noted once. */
    @Nullable
    JsonObject state() {
        try {
            var state = env.state();
            return state.values().with("step_count", state.stepCount());
        } catch (RuntimeException e) {
            if (stateProblem == null) {
                stateProblem = Finding.error(
                                "state-fails",
                                Texts.thrown(e),
                                "State may be asked for at any time between open and close; return what is known.")
                        .at(seed, step);
            }
            return null;
        }
    }

    /** State and drawing, to see whether something changed. */
    String snapshot() {
        String drawing;
        try {
            drawing = env.find(Rendering.class).map(Rendering::text).orElse("");
        } catch (RuntimeException e) {
            drawing = "";
        }
        return state() + "\n" + drawing;
    }

    @Override
    public void close() {
        env.close();
    }
}
