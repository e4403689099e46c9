package dev.openenv.tools;

import java.util.List;

/**
 * What became of {@link CallTools}.
 *
 * <p>Immutable.
 */
public final class ToolReplies implements ToolObservation {

    private final List<ToolReply> replies;

    private ToolReplies(List<ToolReply> replies) {
        this.replies = replies;
    }

    /**
     * Replies.
     *
     * @param replies in the order of the calls
     * @return the observation
     */
    public static ToolReplies of(List<ToolReply> replies) {
        return new ToolReplies(List.copyOf(replies));
    }

    /**
     * The replies.
     *
     * @return one for each call, in the order of the calls
     */
    public List<ToolReply> replies() {
        return replies;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolReplies that && replies.equals(that.replies);
    }

    @Override
    public int hashCode() {
        return replies.hashCode();
    }

    @Override
    public String toString() {
        return "ToolReplies" + replies;
    }
}
