package dev.openenv.conformance;

import dev.openenv.annotation.Param;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.wrap.AbandonedThreads;

/** The worlds with which servers and clients of the OpenEnv wire are checked against each other. */
public final class ConformanceWorlds {

    private static final int MOST_ABANDONED_THREADS = 64;

    private ConformanceWorlds() {}

    /**
     * What {@link #echo} adds to its state.
     *
     * @param last the text that came in last, its first 100 characters
     */
    public record EchoState(@Param(value = "The last text that came in", defaultValue = "\"\"") String last) {}

    /**
     * The echo world: says every message back, and misbehaves at words like {@code boom}, {@code sleep:2} and {@code nan}.
     *
     * @return its provider
     */
    public static InProcessProvider<EchoWorld.EchoAction, EchoWorld.EchoObservation> echo() {
        return InProcessProvider.of(EchoWorld.class, EchoWorld::new)
                .withName("echo_env")
                .with(spec -> spec.title("EchoWorld"))
                .withState(EchoState.class);
    }

    /**
     * The tasks world: lists tasks in splits {@code train} (3) and {@code test} (2), and descriptors of every kind. A reset
     * with {@code split} and {@code index} asks that task's question; {@code yes} is always right.
     *
     * @return its provider
     */
    public static InProcessProvider<TaskWorld.TaskAction, TaskWorld.TaskObservation> tasks() {
        return InProcessProvider.of(TaskWorld.class, TaskWorld::new)
                .withName("Tasks_Env")
                .with(spec -> spec.title("TaskWorld"));
    }

    /**
     * The tool world: nine tools that give numbers, texts, objects, a picture and nothing, fail, and take their time.
     *
     * @return its provider
     */
    public static InProcessProvider<ToolAction, ToolObservation> tools() {
        return tools(false);
    }

    /**
     * The tool world with two more tools: {@code place}, which is another thing in simulation and in production, and {@code
     * anywhere}. In the Python package the first can never be called; here it is there in both modes.
     *
     * @return its provider
     */
    public static InProcessProvider<ToolAction, ToolObservation> toolsOfModes() {
        return tools(true);
    }

    private static InProcessProvider<ToolAction, ToolObservation> tools(boolean modeTools) {
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        return InProcessProvider.of(
                        ToolAction.codec(), ToolObservation.codec(), () -> new ToolWorld(modeTools, abandoned))
                .withName("tools_env")
                .with(spec -> spec.title("ToolWorld"));
    }
}
