package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A typed world of chance for the tests: three rolls of a die, a reward for each right guess, refused guesses. */
final class DiceWorld implements Environment<DiceWorld.Guess, DiceWorld.Rolls>, Rendering {

    static final int ROLLS = 3;

    record Guess(int face) implements Action {}

    record Rolls(List<Integer> faces, double luck) implements Observation {}

    static final Codec<Guess> GUESSES = new SmallCodec<>(
            Guess.class,
            guess -> {
                if (guess.face() < 0) {
                    throw new JsonMismatchException(
                            "Guess", List.of(new Mismatch("/face", "range", "at least 0", guess.face())));
                }
                return JsonObject.of("face", guess.face());
            },
            json -> new Guess(Math.toIntExact(json.integer("face")
                    .orElseThrow(() -> new JsonMismatchException(
                            "Guess", List.of(new Mismatch("/face", "missing", "a face", null)))))));

    static final Codec<Rolls> ROLLS_CODEC = new SmallCodec<>(
            Rolls.class,
            rolls -> JsonObject.of("faces", rolls.faces(), "luck", rolls.luck()),
            json -> new Rolls(
                    json.list("faces").orElseThrow().stream()
                            .map(face -> Math.toIntExact((Long) face))
                            .toList(),
                    json.number("luck").orElseThrow()));

    private final List<Integer> faces = new ArrayList<>();
    private EpisodeRandom random = new EpisodeRandom(0);
    private String episodeId = "";

    static EnvironmentProvider<Guess, Rolls> provider() {
        return provider("1.0.0", DiceWorld::new);
    }

    static EnvironmentProvider<Guess, Rolls> provider(
            String version, Supplier<? extends Environment<Guess, Rolls>> worlds) {
        return new WorldProvider<>(
                EnvironmentSpec.builder("dice")
                        .version(version)
                        .solved(SuccessCriterion.terminatedWith(1))
                        .build(),
                GUESSES,
                ROLLS_CODEC,
                worlds);
    }

    @Override
    public StepResult<Rolls> reset(ResetOptions options) {
        random = options.random();
        episodeId = options.episodeId().orElse("dice-chosen");
        faces.clear();
        return StepResult.of(look()).withMetadata(JsonObject.of("sides", 6));
    }

    @Override
    public StepResult<Rolls> step(Guess guess) {
        if (guess.face() < 1 || guess.face() > 6) {
            throw InvalidActionException.of("face", "1 to 6", guess.face());
        }
        var face = 1 + random.nextInt(6);
        faces.add(face);
        var reward = face == guess.face() ? 1.0 : 0.1;
        return faces.size() == ROLLS ? StepResult.terminated(look(), reward) : StepResult.of(look(), reward);
    }

    private Rolls look() {
        return new Rolls(List.copyOf(faces), random.nextDouble() / 3);
    }

    @Override
    public State state() {
        return State.of(episodeId, faces.size());
    }

    @Override
    public String text() {
        return "dice " + faces;
    }
}
