package dev.openenv.check.broken;

import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Worlds that do not do the same again. */
final class RepeatFlaws {

    private RepeatFlaws() {}

    record Log(List<Integer> past) implements Observation {}

    /** Keeps the bucket where all wells see it. */
    private static final class OneBucket extends Well {
        private static final AtomicInteger BUCKET = new AtomicInteger();

        @Override
        public StepResult<Depth> reset(ResetOptions options) {
            BUCKET.set(0);
            return super.reset(options);
        }

        @Override
        public StepResult<Depth> step(Lower action) {
            at = BUCKET.get();
            var result = super.step(action);
            BUCKET.set(at);
            return result;
        }
    }

    static List<Flaw> all() {
        var episodes = new AtomicInteger();
        var only = new Well();
        return List.of(
                Flaw.of("the clock stands in what is seen", "not-repeatable", () -> new Well() {
                    @Override
                    Depth depth() {
                        return new Depth(at, (int) (System.nanoTime() / 1_000), past);
                    }
                }),
                Flaw.of("an object's hash decides", "not-repeatable", () -> new Well() {
                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        super.reset(options);
                        water = 10 + (System.identityHashCode(new Object()) & 0xFF);
                        return StepResult.of(depth());
                    }
                }),
                Flaw.of("chance of its own", "not-repeatable", () -> new Well() {
                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        return super.reset(ResetOptions.defaults());
                    }
                }),
                Flaw.of("a static counter of episodes", "not-repeatable", () -> new Well() {
                    @Override
                    public State state() {
                        return super.state().with("episodes", episodes.incrementAndGet());
                    }
                }),
                Flaw.of("a static field holds the world", "shared-state", OneBucket::new),
                Flaw.of("the factory gives the same world again", "shared-state", () -> only),
                Flaw.of("reset forgets a list", "reset-keeps", () -> new Well() {
                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        var before = List.copyOf(past);
                        super.reset(options);
                        past.addAll(before);
                        return StepResult.of(depth());
                    }
                }),
                Flaw.of("the state counts episodes", "reset-keeps", () -> new Well() {
                    private int resets;

                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        resets++;
                        return super.reset(options);
                    }

                    @Override
                    public State state() {
                        return super.state().with("resets", resets);
                    }
                }),
                new Flaw(
                        "the seed is ignored",
                        "seed-ignored",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public StepResult<Depth> reset(ResetOptions options) {
                                        super.reset(ResetOptions.seed(7));
                                        return StepResult.of(depth());
                                    }
                                }))
                                .withChance()),
                new Flaw(
                        "an observation holds the world's own list",
                        "observation-changes-later",
                        EnvironmentCheck.of(InProcessProvider.of(Well.Lower.class, Log.class, LogWorld::new)
                                .withRewardRange(0, 0))),
                Flaw.of("asking for the state moves on", "looking-changes-world", () -> new Well() {
                    private int asked;

                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        asked = 0;
                        return super.reset(options);
                    }

                    @Override
                    public State state() {
                        return State.of(JsonObject.of("asked", asked++));
                    }
                }),
                Flaw.of("drawing draws from chance", "looking-changes-world", () -> new Well() {
                    @Override
                    public String text() {
                        random.nextLong();
                        return super.text();
                    }
                }),
                Flaw.of("a refused action is half done", "refusal-changes-world", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        var before = at;
                        at += action.by();
                        if (at > water) {
                            throw InvalidActionException.of("/by", "less", action.by());
                        }
                        at = before;
                        return super.step(action);
                    }
                }),
                Flaw.of("a refused action draws from chance", "refusal-changes-world", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        if (at + action.by() > water) {
                            random.nextLong();
                        }
                        return super.step(action);
                    }
                }));
    }

    /** Gives its own list away. */
    private static final class LogWorld implements Environment<Well.Lower, Log> {
        private EpisodeRandom random = new EpisodeRandom(0);
        private List<Integer> past = new ArrayList<>();

        @Override
        public StepResult<Log> reset(ResetOptions options) {
            random = options.random();
            past = new ArrayList<>();
            return StepResult.of(new Log(past));
        }

        @Override
        public StepResult<Log> step(Well.Lower action) {
            past.add(random.nextInt(100));
            return past.size() < 9 ? StepResult.of(new Log(past)) : StepResult.terminated(new Log(past), 0);
        }
    }
}
