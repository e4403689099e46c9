package dev.openenv.benchmarks;

import dev.openenv.Environment;
import dev.openenv.StepResult;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A call of a method as a tool, arguments checked and result written: alone, and as a step with a time limit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ToolBenchmark {

    private final JsonObject arguments = JsonObject.of("title", "Printer on fire", "priority", 3);
    private final CallTool action = CallTool.of("open", arguments);
    private final ToolSet tools = ToolSet.of(new Desk());
    private final Environment<ToolAction, ToolObservation> environment =
            ToolProvider.of(Desk.class, options -> new Desk()).open();

    /** What is called. */
    public static final class Desk {

        private long next;

        /** What a call gives. */
        public record Ticket(long id, String title, int priority) {}

        /** A tool. */
        @Tool("Opens a ticket.")
        public Ticket open(@Param(minLength = 3) String title, @Param(min = 1, max = 5) int priority) {
            return new Ticket(next++, title, priority);
        }
    }

    @Setup
    public void reset() {
        environment.reset();
    }

    @TearDown
    public void close() {
        environment.close();
    }

    @Benchmark
    public ToolResult call() {
        return tools.call("open", arguments);
    }

    @Benchmark
    public StepResult<ToolObservation> step() {
        return environment.step(action);
    }
}
