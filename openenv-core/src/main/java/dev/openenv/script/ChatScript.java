package dev.openenv.script;

import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.wrap.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a chat model says in a test, whatever framework asks it: say this when asked about that, call this tool then, fail
 * twice, answer slowly, answer nonsense, call a tool that does not exist. It keeps the conversation, and tells it when the
 * script was not followed: a question that no line is for, a line that was not used, a call of a tool that is not offered.
 *
 * <p>Safe for many threads; questions are answered in the order in which they come.
 *
 * <pre>{@code
 * try (var script = ChatScript.inOrder()
 *         .whenAsked("door").call("note")
 *         .whenTold("472").call("enter", Map.of("code", 472))
 *         .say("It is open.")
 *         .script()) {
 *     assistant(ScriptedChatModel.of(script)).ask("Open the door.");
 * } // fails unless all of it was said
 * }</pre>
 */
public final class ChatScript implements AutoCloseable {

    /** How many questions one script answers, so that an agent that asks for ever comes to an end. */
    public static final int MOST_QUESTIONS = 1_000;

    private static final Duration GATE_LIMIT = Duration.ofSeconds(30);

    private final boolean ordered;
    private final List<ChatLine> lines;
    private final int[] used;
    private final ChatProtocol protocol = new ChatProtocol();
    private final ReentrantLock lock = new ReentrantLock();
    private int calls;
    private boolean closed;

    ChatScript(boolean ordered, List<ChatLine> lines) {
        this.ordered = ordered;
        this.lines = List.copyOf(lines);
        this.used = new int[lines.size()];
    }

    /**
     * A script whose lines are due one after the other: each question must be the one that the next line is for.
     *
     * @return no lines yet
     */
    public static ChatLines inOrder() {
        return new ChatLines(true);
    }

    /**
     * A script whose lines are rules: the first one that fits a question and is not used up answers it. Each rule must be
     * used at least once.
     *
     * @return no rules yet
     */
    public static ChatLines rules() {
        return new ChatLines(false);
    }

    /**
     * Answers as the script says; called by a model.
     *
     * @param question the conversation so far, and the tools that are offered
     * @return the answer, its calls with ids
     * @throws ScriptException when no line is for this question; the message holds the conversation
     * @throws OpenEnvException when the thread was interrupted while a slow answer was on its way
     */
    public ChatReply answer(ChatQuestion question) {
        int asked;
        ChatLine line;
        lock.lock();
        try {
            asked = protocol.asked(question);
            line = due(asked, question);
        } finally {
            lock.unlock();
        }
        try {
            await(asked, question, line);
            var reply = line.reply().apply(question);
            lock.lock();
            try {
                return replied(asked, question, line, reply);
            } finally {
                lock.unlock();
            }
        } catch (ScriptException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(asked, e);
            throw e;
        }
    }

    private ChatLine due(int asked, ChatQuestion question) {
        if (asked >= MOST_QUESTIONS) {
            throw refused(asked, question, "more than " + MOST_QUESTIONS + " questions were asked");
        }
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.times() > 0 && used[i] >= line.times()) {
                continue;
            }
            if (line.fits().test(question)) {
                used[i]++;
                return line;
            }
            if (ordered) {
                throw refused(
                        asked, question, "nobody wrote what to say here; line " + (i + 1) + " is next (" + line + ")");
            }
        }
        throw refused(
                asked,
                question,
                ordered ? "the script is at its end, all of its lines were used" : "no rule is for this question");
    }

    private void await(int asked, ChatQuestion question, ChatLine line) {
        try {
            var gate = line.gate();
            if (gate != null && !gate.await(Nanos.of(GATE_LIMIT), TimeUnit.NANOSECONDS)) {
                throw refused(
                        asked, question, "the answer was held back for more than " + GATE_LIMIT.toSeconds() + " s");
            }
            if (!line.delay().isZero()) {
                new CountDownLatch(1).await(Nanos.of(line.delay()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited for the scripted answer to question " + (asked + 1), Effect.NOT_APPLIED, Retry.NEVER, e);
        }
    }

    private ChatReply replied(int asked, ChatQuestion question, ChatLine line, @Nullable ChatReply reply) {
        if (reply == null) {
            throw refused(asked, question, "a function of the script gave null as the answer");
        }
        var named = new ArrayList<ChatCall>();
        for (var call : reply.calls()) {
            var offered = question.tools().contains(call.tool());
            if (line.missing() && offered) {
                throw refused(
                        asked, question, "the script calls '" + call.tool() + "' as a missing tool, but it is there");
            }
            if (!line.missing() && !offered && !question.tools().isEmpty()) {
                throw refused(
                        asked,
                        question,
                        "the script calls '" + call.tool() + "', which is not offered: " + question.tools()
                                + "; say callMissing where that is meant");
            }
            named.add(call.withId("call-" + ++calls));
        }
        protocol.answered(asked, reply.toString());
        return new ChatReply(reply.text(), named);
    }

    private void failed(int asked, RuntimeException e) {
        lock.lock();
        try {
            protocol.answered(asked, "fails with " + Shown.of(e));
        } finally {
            lock.unlock();
        }
    }

    /** To be called with the lock, or before anybody else can be waiting for it. */
    private ScriptException refused(int asked, ChatQuestion question, String why) {
        lock.lock();
        try {
            protocol.refused(asked, why);
            var message = "question " + (asked + 1) + ": " + why + "; the conversation:\n" + protocol;
            return new ScriptException(message, asked, Shown.of(question));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The conversation so far, for people.
     *
     * @return a line for each message and each answer
     */
    public String conversation() {
        lock.lock();
        try {
            return protocol.toString();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What tools have told the model.
     *
     * @return their results in the order in which the model heard of them
     */
    public List<String> told() {
        lock.lock();
        try {
            return protocol.told();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How often the model was asked.
     *
     * @return at least 0
     */
    public int questions() {
        lock.lock();
        try {
            return protocol.questions();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails unless every line was used and every question was one of the script's.
     *
     * @throws AssertionError with all that was wrong and the conversation
     */
    public void assertFollowed() {
        String message;
        lock.lock();
        try {
            var problems = new ArrayList<>(protocol.problems());
            for (var i = 0; i < lines.size(); i++) {
                var wanted = Math.max(1, ordered ? lines.get(i).times() : 1);
                if (used[i] < wanted) {
                    var how = used[i] == 0 ? "was not used" : "was used " + used[i] + " times only";
                    problems.add((ordered ? "line " : "rule ") + (i + 1) + " " + how + " (" + lines.get(i) + ")");
                }
            }
            if (problems.isEmpty()) {
                return;
            }
            message = "the script was not followed:\n  " + String.join("\n  ", problems) + "\nthe conversation:\n"
                    + protocol;
        } finally {
            lock.unlock();
        }
        throw new AssertionError(message);
    }

    /**
     * Fails, the first time, unless the script was followed.
     *
     * @throws AssertionError with all that was wrong and the conversation
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        assertFollowed();
    }

    @Override
    public String toString() {
        return "ChatScript[" + lines.size() + (ordered ? " lines, " : " rules, ") + questions() + " questions]";
    }
}
