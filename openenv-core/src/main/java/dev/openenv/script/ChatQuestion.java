package dev.openenv.script;

import dev.openenv.script.ChatTurn.Role;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model is asked: the conversation so far, and which tools it may call.
 *
 * @param turns the messages, oldest first
 * @param tools the names of the tools that are offered, empty when there are none
 */
public record ChatQuestion(List<ChatTurn> turns, List<String> tools) {

    /**
     * Copies the lists.
     *
     * @param turns the messages, oldest first
     * @param tools the names of the tools that are offered, empty when there are none
     */
    public ChatQuestion {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /**
     * What the user said last.
     *
     * @return the text of the last message of the user, empty when there is none
     */
    public String asked() {
        for (var i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.USER) {
                return turns.get(i).text();
            }
        }
        return "";
    }

    /**
     * What has come since the model spoke last.
     *
     * @return the messages after its last one; all of them when it has not spoken
     */
    public List<ChatTurn> latest() {
        for (var i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.MODEL) {
                return turns.subList(i + 1, turns.size());
            }
        }
        return turns;
    }

    /**
     * What tools have told since the model spoke last.
     *
     * @return their messages, empty when it is the user who speaks
     */
    public List<ChatTurn> told() {
        return latest().stream().filter(turn -> turn.role() == Role.TOOL).toList();
    }

    /** Whether it is the user who waits for an answer, and not a tool's result that came back. */
    boolean fromUser() {
        var latest = latest();
        return !latest.isEmpty() && latest.get(latest.size() - 1).role() == Role.USER;
    }

    @Override
    public String toString() {
        return latest().stream().map(ChatTurn::toString).collect(Collectors.joining(" | "));
    }
}
