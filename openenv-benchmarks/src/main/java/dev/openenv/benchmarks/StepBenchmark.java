package dev.openenv.benchmarks;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.wrap.EpisodeStatistics;
import dev.openenv.wrap.OrderEnforced;
import dev.openenv.wrap.StepLimit;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of a trivial environment on one thread, bare and through order enforcing, step limit and statistics. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {

    private final Trivial.Nudge nudge = new Trivial.Nudge(1);
    private Environment<Trivial.Nudge, Trivial.Count> bare = new Trivial();
    private Environment<Trivial.Nudge, Trivial.Count> wrapped = bare;

    /** A new episode for each iteration, so that the step limit is never reached. */
    @Setup(Level.Iteration)
    public void reset() {
        bare = new Trivial();
        bare.reset(ResetOptions.seed(1));
        wrapped = OrderEnforced.of(StepLimit.of(EpisodeStatistics.of(new Trivial()), Integer.MAX_VALUE));
        wrapped.reset(ResetOptions.seed(1));
    }

    @Benchmark
    public StepResult<Trivial.Count> bareStep() {
        return bare.step(nudge);
    }

    @Benchmark
    public StepResult<Trivial.Count> wrappedStep() {
        return wrapped.step(nudge);
    }
}
