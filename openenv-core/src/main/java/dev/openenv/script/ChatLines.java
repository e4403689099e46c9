package dev.openenv.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a {@link ChatScript}, one after the other: first when a line is due ({@code when...}; nothing for any
 * question), how it comes ({@link #slowly}, {@link #after}, {@link #times}), then what is answered, which ends the line.
 *
 * <p>Confined to one thread.
 *
 * <pre>{@code
 * var script = ChatScript.inOrder()
 *         .whenAsked("door").call("note")
 *         .whenTold("472").times(2).fail(() -> new IllegalStateException("overloaded"))
 *         .whenTold("472").slowly(Duration.ofMillis(20)).call("enter", Map.of("code", 472))
 *         .say("It is open.")
 *         .script();
 * }</pre>
 */
public final class ChatLines {

    private static final String NONSENSE =
            "{\"tool\": \"blorp\", \"arguments\": {\"the the\": [1, 2, \u00e9\u4e16\ud83e\udd16 ]] <|end|>";

    private final boolean ordered;
    private final List<ChatLine> lines = new ArrayList<>();
    private String when = "";
    private Predicate<ChatQuestion> fits = question -> true;
    private int times;
    private Duration delay = Duration.ZERO;
    private @Nullable CountDownLatch gate;
    private boolean open;

    ChatLines(boolean ordered) {
        this.ordered = ordered;
    }

    /**
     * The line is due when the user says something.
     *
     * @param part what the user's last message contains, and upper and lower case count
     * @return this
     */
    public ChatLines whenAsked(String part) {
        Objects.requireNonNull(part, "part");
        return when(
                "asked " + Shown.quoted(part),
                question -> question.fromUser() && question.asked().contains(part));
    }

    /**
     * The line is due when the user says something.
     *
     * @param pattern what is found in the user's last message
     * @return this
     */
    public ChatLines whenAsked(Pattern pattern) {
        Objects.requireNonNull(pattern, "pattern");
        return when(
                "asked for /" + Shown.of(pattern) + "/",
                question ->
                        question.fromUser() && pattern.matcher(question.asked()).find());
    }

    /**
     * The line is due when a tool has answered.
     *
     * @param part what one of the results since the model's last words contains
     * @return this
     */
    public ChatLines whenTold(String part) {
        Objects.requireNonNull(part, "part");
        return when("told " + Shown.quoted(part), question -> question.told().stream()
                .anyMatch(turn -> turn.text().contains(part)));
    }

    /**
     * The line is due when one tool has answered.
     *
     * @param tool the tool
     * @param part what a result of it since the model's last words contains, empty for any
     * @return this
     */
    public ChatLines whenTold(String tool, String part) {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(part, "part");
        return when("told " + Shown.quoted(part) + " by " + tool, question -> question.told().stream()
                .anyMatch(turn -> turn.tool().equals(tool) && turn.text().contains(part)));
    }

    /**
     * The line is due when a condition holds.
     *
     * @param words the condition in words, for messages
     * @param condition looks at the question
     * @return this
     */
    public ChatLines when(String words, Predicate<ChatQuestion> condition) {
        if (!when.isEmpty()) {
            throw new IllegalStateException(
                    "line " + (lines.size() + 1) + " has two conditions: " + when + ", " + words);
        }
        when = Objects.requireNonNull(words, "words");
        fits = Objects.requireNonNull(condition, "condition");
        open = true;
        return this;
    }

    /**
     * The line is used so often, for instance to fail twice.
     *
     * @param count at least 1; without it once in order, and any number of times as a rule
     * @return this
     */
    public ChatLines times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("times must be at least 1, got " + count);
        }
        times = count;
        open = true;
        return this;
    }

    /**
     * The answer takes a while. The thread that asks waits; its interrupt ends the wait.
     *
     * @param duration how long
     * @return this
     */
    public ChatLines slowly(Duration duration) {
        delay = Objects.requireNonNull(duration, "duration");
        open = true;
        return this;
    }

    /**
     * The answer waits for the test, half a minute at most.
     *
     * @param latch counted down when the answer may come
     * @return this
     */
    public ChatLines after(CountDownLatch latch) {
        gate = Objects.requireNonNull(latch, "latch");
        open = true;
        return this;
    }

    /**
     * Says something.
     *
     * @param text the answer
     * @return this
     */
    public ChatLines say(String text) {
        return reply(ChatReply.say(text));
    }

    /**
     * Says something that is neither an answer nor JSON, though it begins like it.
     *
     * @return this
     */
    public ChatLines sayNonsense() {
        return say(NONSENSE);
    }

    /**
     * Calls a tool without arguments.
     *
     * @param tool its name; a tool that is not offered is an error of the script
     * @return this
     */
    public ChatLines call(String tool) {
        return call(ChatCall.of(tool));
    }

    /**
     * Calls a tool.
     *
     * @param tool its name; a tool that is not offered is an error of the script
     * @param arguments by name
     * @return this
     */
    public ChatLines call(String tool, Map<String, ?> arguments) {
        return call(ChatCall.of(tool, arguments));
    }

    /**
     * Calls several tools at once.
     *
     * @param calls at least one, in order
     * @return this
     */
    public ChatLines call(ChatCall... calls) {
        return reply(ChatReply.call(calls));
    }

    /**
     * Calls a tool with arguments that are no JSON object, or not what it takes.
     *
     * @param tool its name
     * @param arguments any text
     * @return this
     */
    public ChatLines callMalformed(String tool, String arguments) {
        return call(ChatCall.malformed(tool, arguments));
    }

    /**
     * Calls a tool that is not there. One that is, is an error of the script.
     *
     * @param tool a name
     * @return this
     */
    public ChatLines callMissing(String tool) {
        var reply = ChatReply.call(ChatCall.of(tool));
        return add(reply + ", which is missing", question -> reply, true);
    }

    /**
     * Fails instead of answering, as a model does that is overloaded or cannot be reached.
     *
     * @param failure makes what is thrown, each time anew
     * @return this
     */
    public ChatLines fail(Supplier<? extends RuntimeException> failure) {
        Objects.requireNonNull(failure, "failure");
        return add(
                "fails",
                question -> {
                    throw failure.get();
                },
                false);
    }

    /**
     * Answers with words and calls.
     *
     * @param reply the answer
     * @return this
     */
    public ChatLines reply(ChatReply reply) {
        return add(reply.toString(), question -> reply, false);
    }

    /**
     * Answers what a function says, for instance with a number that a tool told.
     *
     * @param answer makes the answer
     * @return this
     */
    public ChatLines reply(Function<ChatQuestion, ChatReply> answer) {
        return add("answers what a function says", Objects.requireNonNull(answer, "answer"), false);
    }

    private ChatLines add(String then, Function<ChatQuestion, ChatReply> reply, boolean missing) {
        var count = ordered ? Math.max(1, times) : times;
        lines.add(new ChatLine(when, then, fits, reply, missing, count, delay, gate));
        when = "";
        fits = question -> true;
        times = 0;
        delay = Duration.ZERO;
        gate = null;
        open = false;
        return this;
    }

    /**
     * The script, to be given to a model. Each call gives one of its own, at its beginning.
     *
     * @return the script
     * @throws IllegalStateException when the last line does not say what is answered, or there is none
     */
    public ChatScript script() {
        if (open || lines.isEmpty()) {
            throw new IllegalStateException("line " + (lines.size() + 1) + " does not say what is answered");
        }
        return new ChatScript(ordered, lines);
    }

    @Override
    public String toString() {
        return lines.stream().map(ChatLine::toString).collect(Collectors.joining("\n"));
    }
}
