package dev.openenv.tools;

import java.util.List;

/**
 * The tools that can be called; the answer to {@link ListTools}.
 *
 * <p>Immutable.
 */
public final class ToolList implements ToolObservation {

    private final List<ToolDescriptor> tools;

    private ToolList(List<ToolDescriptor> tools) {
        this.tools = tools;
    }

    /**
     * A list.
     *
     * @param tools in order
     * @return the observation
     */
    public static ToolList of(List<ToolDescriptor> tools) {
        return new ToolList(List.copyOf(tools));
    }

    /**
     * The tools.
     *
     * @return in the environment's order; over the wire without output schemas
     */
    public List<ToolDescriptor> tools() {
        return tools;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolList that && tools.equals(that.tools);
    }

    @Override
    public int hashCode() {
        return tools.hashCode();
    }

    @Override
    public String toString() {
        return "ToolList" + tools.stream().map(ToolDescriptor::name).toList();
    }
}
