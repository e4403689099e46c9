package dev.openenv.script;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One message of a conversation, in the words that every framework has.
 *
 * @param role who speaks
 * @param text what is said; for a tool its result
 * @param tool the tool that gave the result; empty for other roles
 * @param calls what a model wants to be called; empty for other roles
 */
public record ChatTurn(Role role, String text, String tool, List<ChatCall> calls) {

    /** Who speaks. */
    public enum Role {
        /** Who tells the model what it is. */
        SYSTEM,
        /** Who asks. */
        USER,
        /** The model. */
        MODEL,
        /** A tool, with its result. */
        TOOL
    }

    /**
     * Copies the calls.
     *
     * @param role who speaks
     * @param text what is said; for a tool its result
     * @param tool the tool that gave the result; empty for other roles
     * @param calls what a model wants to be called; empty for other roles
     */
    public ChatTurn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(tool, "tool");
        calls = List.copyOf(calls);
    }

    /**
     * What the model is told to be.
     *
     * @param text the instruction
     * @return the message
     */
    public static ChatTurn system(String text) {
        return new ChatTurn(Role.SYSTEM, text, "", List.of());
    }

    /**
     * What the user says.
     *
     * @param text the question
     * @return the message
     */
    public static ChatTurn user(String text) {
        return new ChatTurn(Role.USER, text, "", List.of());
    }

    /**
     * What the model said.
     *
     * @param text its words, empty for none
     * @param calls its calls of tools
     * @return the message
     */
    public static ChatTurn model(String text, List<ChatCall> calls) {
        return new ChatTurn(Role.MODEL, text, "", calls);
    }

    /**
     * What a tool gave.
     *
     * @param tool its name
     * @param result what the model is told of it
     * @return the message
     */
    public static ChatTurn tool(String tool, String result) {
        return new ChatTurn(Role.TOOL, result, tool, List.of());
    }

    @Override
    public String toString() {
        var wishes = calls.isEmpty()
                ? ""
                : " calls " + calls.stream().map(ChatCall::toString).collect(Collectors.joining(", "));
        var who = role.name().toLowerCase(Locale.ROOT) + (tool.isEmpty() ? "" : " " + Shown.of(tool));
        return who + ":" + (text.isEmpty() && !calls.isEmpty() ? "" : " " + Shown.of(text)) + wishes;
    }
}
