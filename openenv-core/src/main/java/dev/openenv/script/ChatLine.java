package dev.openenv.script;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a script.
 *
 * @param when in words
 * @param then in words
 * @param fits for which questions
 * @param reply what is answered
 * @param missing whether it calls a tool that must not be there
 * @param times how often it is used: in order exactly, as a rule at most; 0 for a rule that may be used any number of times
 * @param delay how long the answer takes
 * @param gate what the answer waits for, or null
 */
record ChatLine(
        String when,
        String then,
        Predicate<ChatQuestion> fits,
        Function<ChatQuestion, ChatReply> reply,
        boolean missing,
        int times,
        Duration delay,
        @Nullable CountDownLatch gate) {

    @Override
    public String toString() {
        return (when.isEmpty() ? "" : when + ": ") + then + (times > 1 ? ", " + times + " times" : "");
    }
}
