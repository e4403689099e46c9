package dev.openenv.conformance;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolMode;
import dev.openenv.tools.ToolModes;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.ToolSteps;
import dev.openenv.tools.Tools;
import dev.openenv.tools.ToolsReady;
import dev.openenv.wire.StepKeywords;
import dev.openenv.wrap.AbandonedThreads;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A world of nine tools; see {@link ConformanceWorlds#tools}. It never ends its own episode, counts steps from the last
 * reset and takes calls in any order.
 */
public final class ToolWorld implements Environment<ToolAction, ToolObservation>, Tools, ToolModes, StepKeywords {

    private final ToolSet all;
    private volatile ToolSet tools;
    private final ToolSteps steps;
    private String episodeId = "fresh";
    private long count;
    private final AtomicLong tally = new AtomicLong();

    /**
     * A world before its first reset, in simulation.
     *
     * @param modeTools whether it also has tools that differ between the modes
     * @param abandoned where threads of tools that never came back are counted
     */
    public ToolWorld(boolean modeTools, AbandonedThreads abandoned) {
        var builder = ToolSet.builder();
        ConformanceTools.add(builder);
        builder.add(ConformanceTools.TALLY, arguments -> tally.incrementAndGet());
        if (modeTools) {
            ConformanceTools.addThoseOfModes(builder);
        }
        all = builder.build();
        tools = all.in(ToolMode.SIMULATION);
        steps = ToolSteps.of(this).withAbandonedThreads(abandoned);
    }

    @Override
    public void serveIn(ToolMode mode) {
        tools = all.in(mode);
    }

    @Override
    public List<ToolDescriptor> list() {
        return tools.list();
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        return tools.call(name, arguments);
    }

    @Override
    public void nextStep(JsonObject keywords) {
        steps.nextStep(keywords);
    }

    @Override
    public StepResult<ToolObservation> reset(ResetOptions options) {
        episodeId = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        count = 0;
        tally.set(0);
        var values = options.values();
        var seed = options.originalSeed().<Object>map(number -> number).orElse(values.get("seed"));
        var extra = values.without("seed").names().stream().sorted().toList();
        return StepResult.<ToolObservation>of(ToolsReady.of())
                .withMetadata(JsonObject.of("seed", seed, "extra", extra));
    }

    @Override
    public StepResult<ToolObservation> step(ToolAction action) {
        count++;
        return steps.step(action);
    }

    @Override
    public State state() {
        return State.of(episodeId, count);
    }

    @Override
    public void close() {
        steps.close();
    }
}
