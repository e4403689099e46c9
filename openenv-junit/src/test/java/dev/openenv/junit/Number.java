package dev.openenv.junit;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.provider.InProcessProvider;
import java.util.concurrent.atomic.AtomicInteger;

/** A number from 1 to 100 is guessed. */
final class Number implements Environment<Number.Guess, Number.Hint> {

    static final AtomicInteger OPEN = new AtomicInteger();

    private int secret;
    private boolean closed;

    record Guess(int number) implements Action {}

    record Hint(String text) implements Observation {}

    Number() {
        OPEN.incrementAndGet();
    }

    static EnvironmentProvider<Guess, Hint> provider() {
        return InProcessProvider.of(Number.class, Number::new)
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withTasks(TaskSet.seeds("number", 1, 10));
    }

    @Override
    public StepResult<Hint> reset(ResetOptions options) {
        secret = options.random().nextInt(1, 101);
        return StepResult.of(new Hint("think"));
    }

    @Override
    public StepResult<Hint> step(Guess guess) {
        return guess.number() == secret
                ? StepResult.terminated(new Hint("found"), 1)
                : StepResult.of(new Hint(guess.number() < secret ? "higher" : "lower"), 0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OPEN.decrementAndGet();
        }
    }

    /** Halves what is left. */
    static final class Bisector implements dev.openenv.Policy<Guess, Hint> {
        private int low = 1;
        private int high = 100;
        private int last;

        @Override
        public Guess act(Hint hint) {
            if (hint.text().equals("higher")) {
                low = last + 1;
            } else if (hint.text().equals("lower")) {
                high = last - 1;
            }
            last = (low + high) / 2;
            return new Guess(last);
        }
    }
}
