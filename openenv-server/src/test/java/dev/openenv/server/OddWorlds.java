package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.annotation.Param;
import dev.openenv.codec.Codecs;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.wire.PythonText;
import dev.openenv.wire.StepKeywords;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The odd little worlds of the recorded traffic. */
final class OddWorlds {

    private OddWorlds() {}

    record Word(@Param(minLength = 1) String message) implements Action {}

    record StrictWord(@Param(minLength = 1) String message) implements Action {
        StrictWord {
            if (message.equals("forbidden")) {
                throw new IllegalArgumentException("that word is forbidden");
            }
        }
    }

    record Heard(@Param(defaultValue = "\"\"") String echoed) implements Observation {}

    record Greeting(@Param(defaultValue = "\"hello\"") String welcome) implements Observation {}

    record Deep(@Param(defaultValue = "42") long secret) {}

    static EnvironmentProvider<?, ?> plain() {
        return InProcessProvider.of(Word.class, Heard.class, () -> new Plain<Word>(Word::message));
    }

    static EnvironmentProvider<?, ?> strict() {
        return InProcessProvider.of(StrictWord.class, Heard.class, () -> new Plain<StrictWord>(StrictWord::message));
    }

    static EnvironmentProvider<?, ?> keywords() {
        return InProcessProvider.of(Word.class, Heard.class, Keywords::new);
    }

    static EnvironmentProvider<?, ?> twin() {
        return InProcessProvider.of(Word.class, Heard.class, Twin::new);
    }

    static EnvironmentProvider<?, ?> needsReset() {
        return InProcessProvider.of(Word.class, Heard.class, NeedsReset::new);
    }

    static EnvironmentProvider<?, ?> greeting() {
        var word = Codecs.of(Word.class).schema();
        var heard = Codecs.of(Heard.class).schema();
        return InProcessProvider.json("resetobs", word, heard, GreetingWorld::new)
                .withState(Deep.class)
                .with(spec ->
                        spec.resetObservationSchema(Codecs.of(Greeting.class).schema()));
    }

    private static Object seed(ResetOptions options) {
        return options.originalSeed()
                .<Object>map(seed -> seed)
                .orElseGet(() -> String.valueOf(options.values().get("seed")));
    }

    private static String pairs(JsonObject values) {
        return new TreeMap<>(values.asMap())
                .entrySet().stream()
                        .map(pair -> "(" + PythonText.quoted(pair.getKey()) + ", " + PythonText.quoted(pair.getValue())
                                + ")")
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Hears every word, and keeps a secret in its state. */
    private static class Plain<A extends Action> implements Environment<A, Heard> {

        private final Function<A, String> words;
        private long count;

        Plain(Function<A, String> words) {
            this.words = words;
        }

        @Override
        public StepResult<Heard> reset(ResetOptions options) {
            return StepResult.of(new Heard("ready"));
        }

        @Override
        public StepResult<Heard> step(A action) {
            count++;
            return StepResult.of(new Heard(words.apply(action)));
        }

        @Override
        public State state() {
            return State.of(JsonObject.of("secret", 42)).withEpisode("e", count);
        }
    }

    private static final class Keywords extends Plain<Word> implements StepKeywords {

        private JsonObject beside = JsonObject.empty();

        Keywords() {
            super(Word::message);
        }

        @Override
        public StepResult<Heard> reset(ResetOptions options) {
            var id = options.episodeId().map(PythonText::quoted).orElse("None");
            return StepResult.of(new Heard("(" + seed(options) + ", " + id + ", "
                    + pairs(options.values().without("seed")) + ")"));
        }

        @Override
        public void nextStep(JsonObject keywords) {
            beside = keywords;
        }

        @Override
        public StepResult<Heard> step(Word action) {
            return StepResult.of(new Heard("(" + PythonText.quoted(beside.get("timeout_s")) + ", "
                    + pairs(beside.without("timeout_s")) + ")"));
        }
    }

    private static final class Twin extends Plain<Word> implements StepKeywords {

        private @Nullable Object limit;

        Twin() {
            super(Word::message);
        }

        @Override
        public StepResult<Heard> reset(ResetOptions options) {
            return StepResult.of(new Heard("async reset seed=" + seed(options) + " level="
                    + PythonText.quoted(options.values().get("level"))));
        }

        @Override
        public void nextStep(JsonObject keywords) {
            limit = keywords.get("timeout_s");
        }

        @Override
        public StepResult<Heard> step(Word action) {
            return StepResult.of(new Heard("async step timeout_s=" + PythonText.quoted(limit)));
        }
    }

    private static final class NeedsReset extends Plain<Word> {

        private boolean ready;

        NeedsReset() {
            super(Word::message);
        }

        @Override
        public StepResult<Heard> reset(ResetOptions options) {
            ready = true;
            return super.reset(options);
        }

        @Override
        public State state() {
            if (!ready) {
                throw new IllegalStateException("reset first");
            }
            return super.state();
        }
    }

    private static final class GreetingWorld implements Environment<JsonAction, JsonObservation> {

        private long count;

        @Override
        public StepResult<JsonObservation> reset(ResetOptions options) {
            return StepResult.of(new JsonObservation(JsonObject.of("welcome", "hello")));
        }

        @Override
        public StepResult<JsonObservation> step(JsonAction action) {
            count++;
            return StepResult.of(
                    new JsonObservation(JsonObject.of("echoed", action.json().get("message"))));
        }

        @Override
        public State state() {
            return State.of(JsonObject.of("secret", 42)).withEpisode("e", count);
        }
    }
}
