package dev.openenv.tools;

/**
 * Asks for the environment's tools; a {@link ToolList} answers.
 *
 * <p>Immutable.
 */
public final class ListTools implements ToolAction {

    private static final ListTools ALL = new ListTools();

    private ListTools() {}

    /**
     * Asks for all tools.
     *
     * @return the action
     */
    public static ListTools all() {
        return ALL;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListTools;
    }

    @Override
    public int hashCode() {
        return ListTools.class.hashCode();
    }

    @Override
    public String toString() {
        return "ListTools";
    }
}
