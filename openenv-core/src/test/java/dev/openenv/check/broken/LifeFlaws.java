package dev.openenv.check.broken;

import dev.openenv.Environment;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Grading;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ForwardingProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Worlds that fail, hang, leave something behind or tell too much. */
final class LifeFlaws {

    static final String SECRET = "sk-test-4711-secret";

    private LifeFlaws() {}

    /** Threads and calls of the worlds here wait for this. */
    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    static List<Flaw> failing(CountDownLatch end) {
        return List.of(
                Flaw.of("the third step throws", "step-fails", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        if (past.size() == 2) {
                            throw new IllegalStateException("the rope is torn");
                        }
                        return super.step(action);
                    }
                }),
                Flaw.of("a step gives null", "step-fails", () -> new Well() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public StepResult<Depth> step(Lower action) {
                        return null;
                    }
                }),
                Flaw.of("a reset throws", "reset-fails", () -> new Well() {
                    @Override
                    public StepResult<Depth> reset(ResetOptions options) {
                        throw new IllegalStateException("no rope");
                    }
                }),
                Flaw.of("the factory throws", "open-fails", () -> {
                    throw new IllegalStateException("no well");
                }),
                hanging("a step never returns", "call-hangs", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        LifeFlaws.await(end);
                        return super.step(action);
                    }
                }),
                Flaw.of("the state throws", "state-fails", () -> new Well() {
                    @Override
                    public State state() {
                        throw new IllegalStateException("no idea");
                    }
                }),
                Flaw.of("the last drawing throws", "rendering-fails", () -> new Well() {
                    @Override
                    public String text() {
                        return "water in " + 100 / (water - at);
                    }
                }),
                Flaw.of("the drawing is empty", "rendering-fails", () -> new Well() {
                    @Override
                    public String text() {
                        return "";
                    }
                }));
    }

    private static Flaw hanging(String name, String code, Supplier<Well> world) {
        return new Flaw(
                name,
                code,
                EnvironmentCheck.of(Well.provider(world)).withSeeds(0).withCallLimit(Duration.ofMillis(300)));
    }

    static List<Flaw> closing(CountDownLatch end) {
        return List.of(
                Flaw.of("close throws", "close-fails", () -> new Well() {
                    @Override
                    public void close() {
                        throw new IllegalStateException("stuck");
                    }
                }),
                Flaw.of("close throws within an episode", "close-fails", () -> new Well() {
                    @Override
                    public void close() {
                        if (at > 0 && at < water) {
                            throw new IllegalStateException("the bucket hangs down");
                        }
                    }
                }),
                Flaw.of("close throws the second time", "close-twice-fails", () -> new Well() {
                    private boolean closed;

                    @Override
                    public void close() {
                        if (closed) {
                            throw new IllegalStateException("closed already");
                        }
                        closed = true;
                    }
                }),
                new Flaw(
                        "close never returns",
                        "close-hangs",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public void close() {
                                        LifeFlaws.await(end);
                                    }
                                }))
                                .withSeeds(0)
                                .withCallLimit(Duration.ofMillis(300))),
                Flaw.of("close leaves a thread", "threads-left", () -> {
                    var thread = new Thread(() -> LifeFlaws.await(end), "left-behind");
                    thread.setDaemon(true);
                    thread.start();
                    return new Well();
                }),
                new Flaw(
                        "the provider lets every call through",
                        "order-not-enforced",
                        EnvironmentCheck.of(new ForwardingProvider<Well.Lower, Well.Depth>(Well.provider(Well::new)) {
                            @Override
                            public Environment<Well.Lower, Well.Depth> open(Duration limit) {
                                return new Well();
                            }
                        })),
                new Flaw(
                        "the spec changes",
                        "spec-changes",
                        EnvironmentCheck.of(new ForwardingProvider<Well.Lower, Well.Depth>(Well.provider(Well::new)) {
                            private final AtomicInteger calls = new AtomicInteger();

                            @Override
                            public EnvironmentSpec spec() {
                                return super.spec().toBuilder()
                                        .version("1." + calls.incrementAndGet())
                                        .build();
                            }
                        })));
    }

    private static Flaw telling(String name, Supplier<Well> world) {
        return new Flaw(
                name, "secret-leaked", EnvironmentCheck.of(Well.provider(world)).withSecret(SECRET));
    }

    private static TaskSet oneTask(Grading grading) {
        return TaskSet.builder().add(Task.of("one", "Find the word."), grading).build();
    }

    static List<Flaw> telling() {
        return List.of(
                telling("a secret stands in the state", () -> new Well() {
                    @Override
                    public State state() {
                        return super.state().with("url", "https://user:" + SECRET + "@example.org");
                    }
                }),
                telling("a secret stands in the metadata", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        return super.step(action).withMetadata(JsonObject.of("key", List.of(SECRET)));
                    }
                }),
                telling("a secret stands in a refusal", () -> new Well() {
                    @Override
                    public StepResult<Depth> step(Lower action) {
                        if (at + action.by() > water) {
                            throw new InvalidActionException("not with " + SECRET);
                        }
                        return super.step(action);
                    }
                }),
                new Flaw(
                        "a secret stands in an error",
                        "step-fails, secret-leaked",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public StepResult<Depth> step(Lower action) {
                                        throw new IllegalStateException("refused: " + SECRET);
                                    }
                                }))
                                .withSecret(SECRET)),
                telling("a secret stands in the drawing", () -> new Well() {
                    @Override
                    public String text() {
                        return super.text() + SECRET;
                    }
                }),
                new Flaw(
                        "the grader's key stands in the state",
                        "key-leaked",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public State state() {
                                        return super.state().with("answer", "marmalade");
                                    }
                                })
                                .withTasks(oneTask(Grading.nothing().withKey(List.of("marmalade")))))),
                new Flaw(
                        "a reset option stands in the metadata",
                        "key-leaked",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public StepResult<Depth> reset(ResetOptions options) {
                                        return super.reset(options)
                                                .withMetadata(JsonObject.of("options", options.values()));
                                    }
                                })
                                .withTasks(
                                        oneTask(Grading.of(ResetOptions.seed(1).with("word", "marmalade")))))),
                new Flaw(
                        "asking for the tasks throws",
                        "tasks-fail",
                        EnvironmentCheck.of(Well.provider(Well::new).withTasks(() -> {
                            throw new IllegalStateException("no file");
                        }))),
                new Flaw(
                        "a task does not start",
                        "task-fails",
                        EnvironmentCheck.of(Well.provider(() -> new Well() {
                                    @Override
                                    public StepResult<Depth> reset(ResetOptions options) {
                                        if (options.values().has("map")) {
                                            throw new IllegalArgumentException("no such map");
                                        }
                                        return super.reset(options);
                                    }
                                })
                                .withTasks(
                                        oneTask(Grading.of(ResetOptions.seed(1).with("map", 3)))))),
                new Flaw(
                        "doing nothing solves it",
                        "solved-by-nothing",
                        EnvironmentCheck.of(Well.provider(Well::new).withSolved(SuccessCriterion.totalReward(0)))),
                new Flaw(
                        "the solution solves nothing",
                        "never-solved",
                        EnvironmentCheck.of(Well.provider(Well::new).withSolved(SuccessCriterion.terminatedWith(2)))
                                .withSolution(Flaw::solution)));
    }
}
