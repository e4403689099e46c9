package dev.openenv.script;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a model answers: words, calls of tools, or both.
 *
 * @param text what it says, empty for nothing
 * @param calls which tools it wants to be called, in order
 */
public record ChatReply(String text, List<ChatCall> calls) {

    /**
     * Copies the calls.
     *
     * @param text what it says, empty for nothing
     * @param calls which tools it wants to be called, in order
     */
    public ChatReply {
        Objects.requireNonNull(text, "text");
        calls = List.copyOf(calls);
    }

    /**
     * Words only.
     *
     * @param text what is said
     * @return the reply
     */
    public static ChatReply say(String text) {
        return new ChatReply(text, List.of());
    }

    /**
     * Calls only.
     *
     * @param calls which tools are called, in order
     * @return the reply
     */
    public static ChatReply call(ChatCall... calls) {
        return new ChatReply("", List.of(calls));
    }

    @Override
    public String toString() {
        var wishes = calls.stream().map(ChatCall::toString).collect(Collectors.joining(", "));
        if (calls.isEmpty()) {
            return "says " + Shown.quoted(text);
        }
        return (text.isEmpty() ? "" : "says " + Shown.quoted(text) + " and ") + "calls " + wishes;
    }
}
