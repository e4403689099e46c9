package dev.openenv.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conversation as people read it. Guarded by its script's lock. */
final class ChatProtocol {

    /** A conversation of a looping agent is told by its beginning and its end. */
    private static final int SHOWN_AT_EACH_END = 20;

    private static final class Exchange {
        private final List<ChatTurn> latest;
        private @Nullable String answer;

        Exchange(List<ChatTurn> latest) {
            this.latest = latest;
        }
    }

    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int questions;

    /** Notes a question and gives its number, from 0. */
    int asked(ChatQuestion question) {
        if (questions <= ChatScript.MOST_QUESTIONS) {
            exchanges.add(new Exchange(List.copyOf(question.latest())));
        }
        return questions++;
    }

    void answered(int question, String answer) {
        exchange(question).answer = "-> " + answer;
    }

    void refused(int question, String why) {
        exchange(question).answer = "!! " + why;
        if (problems.size() < 2 * SHOWN_AT_EACH_END) {
            problems.add("question " + (question + 1) + ": " + why);
        }
    }

    private Exchange exchange(int question) {
        return exchanges.get(Math.min(question, exchanges.size() - 1));
    }

    int questions() {
        return questions;
    }

    List<String> told() {
        return exchanges.stream()
                .flatMap(exchange -> exchange.latest.stream())
                .filter(turn -> turn.role() == ChatTurn.Role.TOOL)
                .map(ChatTurn::text)
                .toList();
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public String toString() {
        if (exchanges.isEmpty()) {
            return "  (nobody asked anything)";
        }
        var text = new StringBuilder();
        var left = exchanges.size() - 2 * SHOWN_AT_EACH_END;
        for (var i = 0; i < exchanges.size(); i++) {
            if (left > 0 && i == SHOWN_AT_EACH_END) {
                text.append("  ... ").append(left).append(" questions more\n");
                i += left;
            }
            var number = (i + 1) + " ";
            for (var turn : exchanges.get(i).latest) {
                text.append("  ").append(number).append(turn).append('\n');
                number = " ".repeat(number.length());
            }
            var answer = exchanges.get(i).answer;
            text.append("  ").append(number).append(answer == null ? "-> (no answer yet)" : answer);
            text.append('\n');
        }
        return text.toString().stripTrailing();
    }
}
