package dev.openenv.tools;

/**
 * The capability of a world to have other tools in another {@link ToolMode}. A server that finds it with
 * {@link dev.openenv.Environment#find} says its mode before the first call; a world that is not told is in simulation.
 *
 * <pre>{@code
 * public void serveIn(ToolMode mode) {
 *     tools = all.in(mode);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ToolModes {

    /**
     * Takes the mode, before the first reset, step and tool call.
     *
     * @param mode what the world is served for
     */
    void serveIn(ToolMode mode);
}
