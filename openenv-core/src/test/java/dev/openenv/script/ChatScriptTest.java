package dev.openenv.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.OpenEnvException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatScriptTest {

    private static final List<String> TOOLS = List.of("note", "enter");

    private static ChatQuestion asked(String text) {
        return new ChatQuestion(List.of(ChatTurn.system("Be kind."), ChatTurn.user(text)), TOOLS);
    }

    private static ChatQuestion told(String text) {
        var calls = List.of(ChatCall.of("note"));
        return new ChatQuestion(
                List.of(ChatTurn.user("Open the door."), ChatTurn.model("", calls), ChatTurn.tool("note", text)),
                TOOLS);
    }

    @Test
    void linesAnswerTheQuestionsTheyAreForInTheirOrder() {
        var script = ChatScript.inOrder()
                .whenAsked("door")
                .call("note")
                .whenTold("472")
                .call("enter", Map.of("code", 472))
                .say("It is open.")
                .script();

        assertThat(script.answer(asked("Open the door.")))
                .isEqualTo(new ChatReply("", List.of(new ChatCall("call-1", "note", "{}"))));
        assertThat(script.answer(told("The code is 472.")).calls())
                .containsExactly(new ChatCall("call-2", "enter", "{\"code\":472}"));
        assertThat(script.answer(told("true"))).isEqualTo(ChatReply.say("It is open."));
        assertThatCode(script::assertFollowed).doesNotThrowAnyException();
        assertThat(script.conversation().lines())
                .containsExactly(
                        "  1 system: Be kind.",
                        "    user: Open the door.",
                        "    -> calls note {}",
                        "  2 tool note: The code is 472.",
                        "    -> calls enter {\"code\":472}",
                        "  3 tool note: true",
                        "    -> says \"It is open.\"");
    }

    @Test
    void aQuestionThatIsNotTheNextLinesIsAnErrorThatShowsTheConversation() {
        var script = ChatScript.inOrder()
                .whenAsked("door")
                .call("note")
                .whenTold("472")
                .say("Yes.")
                .script();
        script.answer(asked("Open the door."));

        assertThatThrownBy(() -> script.answer(told("The note is\ngone.")))
                .isInstanceOfSatisfying(ScriptException.class, e -> {
                    assertThat(e.step()).isEqualTo(1);
                    assertThat(e.seen()).isEqualTo("tool note: The note is\\ngone.");
                })
                .hasMessageContaining("question 2: nobody wrote what to say here")
                .hasMessageContaining("line 2 is next (told \"472\": says \"Yes.\")")
                .hasMessageContaining("user: Open the door.");
        assertThatThrownBy(script::assertFollowed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "the script was not followed", "question 2: nobody", "line 2 was not used", "!! nobody wrote");
    }

    @Test
    void moreQuestionsThanLinesAreAnError() {
        var script = ChatScript.inOrder().say("Yes.").script();
        script.answer(asked("One?"));

        assertThatThrownBy(() -> script.answer(asked("Two?")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("the script is at its end");
        assertThatThrownBy(script::close).isInstanceOf(AssertionError.class).hasMessageContaining("question 2");
    }

    @Test
    void closingFailsOnceWhenLinesWereNotUsed() {
        var script = ChatScript.inOrder().times(2).say("Yes.").say("No.").script();
        script.answer(asked("One?"));

        assertThatThrownBy(script::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("line 1 was used 1 times only", "line 2 was not used (says \"No.\")");
        assertThatCode(script::close).doesNotThrowAnyException();
    }

    @Test
    void nobodyAskedIsToldInWords() {
        assertThatThrownBy(ChatScript.inOrder().say("Yes.").script()::assertFollowed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(nobody asked anything)");
    }

    @Test
    void itFailsTwiceAndThenAnswers() {
        var script = ChatScript.inOrder()
                .times(2)
                .fail(() -> new IllegalStateException("overloaded"))
                .say("Here.")
                .script();

        for (var i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> script.answer(asked("Where?")))
                    .withMessage("overloaded");
        }
        assertThat(script.answer(asked("Where?")).text()).isEqualTo("Here.");
        assertThatCode(script::close).doesNotThrowAnyException();
        assertThat(script.conversation()).contains("-> fails with java.lang.IllegalStateException: overloaded");
    }

    @Test
    void toolsThatAreNotOfferedAreAMistakeOfTheScriptUnlessTheyAreMeantToBeMissing() {
        var wrong = ChatScript.inOrder().call("nota").script();
        assertThatThrownBy(() -> wrong.answer(asked("Read.")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("'nota', which is not offered: [note, enter]");

        var missing =
                ChatScript.inOrder().callMissing("nota").callMissing("note").script();
        assertThat(missing.answer(asked("Read.")).calls().get(0).tool()).isEqualTo("nota");
        assertThatThrownBy(() -> missing.answer(asked("Read.")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("'note' as a missing tool, but it is there");
        assertThatThrownBy(missing::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void severalCallsMalformedArgumentsAndNonsensePassAsTheyAre() {
        var script = ChatScript.inOrder()
                .call(ChatCall.of("note"), ChatCall.of("enter", Map.of("code", 1)))
                .callMalformed("enter", "{code: ")
                .sayNonsense()
                .reply(question -> new ChatReply("It was " + question.told().size(), List.of(ChatCall.of("note"))))
                .script();

        assertThat(script.answer(asked("x")).calls())
                .extracting(ChatCall::id, ChatCall::tool)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("call-1", "note"),
                        org.assertj.core.groups.Tuple.tuple("call-2", "enter"));
        assertThat(script.answer(asked("x")).calls().get(0).arguments()).isEqualTo("{code: ");
        assertThat(script.answer(asked("x")).text()).startsWith("{").doesNotEndWith("}");
        assertThat(script.answer(told("y"))).hasToString("says \"It was 1\" and calls note {}");
    }

    @Test
    void rulesAnswerInAnyOrderAndEachMustBeUsed() {
        var lines = ChatScript.rules()
                .whenAsked(Pattern.compile("(?i)^time"))
                .say("Noon.")
                .whenTold("note", "472")
                .times(1)
                .call("enter")
                .when("it is long", question -> question.asked().length() > 20)
                .say("Shorter, please.");
        var script = lines.script();

        assertThat(script.answer(told("472")).calls()).hasSize(1);
        assertThat(script.answer(asked("Time?")).text()).isEqualTo("Noon.");
        assertThat(script.answer(asked("time!")).text()).isEqualTo("Noon.");
        assertThatThrownBy(() -> script.answer(told("472")))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("no rule is for this question");
        assertThatThrownBy(script::assertFollowed)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rule 3 was not used (it is long: says");
        assertThat(lines.script().questions()).isZero();
    }

    @Test
    void aSlowAnswerWaitsForTheTest() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var script = ChatScript.inOrder()
                .after(gate)
                .slowly(Duration.ofMillis(1))
                .say("At last.")
                .script();
        var answer = new AtomicReference<ChatReply>();
        var thread = new Thread(() -> answer.set(script.answer(asked("Well?"))));
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(answer).hasNullValue();
        assertThat(script.conversation()).contains("(no answer yet)");

        gate.countDown();
        thread.join();
        assertThat(answer.get()).isEqualTo(ChatReply.say("At last."));
    }

    @Test
    void anInterruptEndsASlowAnswerAndIsKept() {
        var script = ChatScript.inOrder()
                .slowly(Duration.ofHours(1))
                .say("Too late.")
                .script();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> script.answer(asked("Well?")))
                .isInstanceOfSatisfying(
                        OpenEnvException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(script.conversation()).contains("-> fails with");
    }

    @Test
    void manyThreadsGetEachLineOnce() throws InterruptedException {
        var lines = ChatScript.inOrder();
        for (var i = 0; i < 200; i++) {
            lines.say("answer " + i);
        }
        var script = lines.script();
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var threads = new ArrayList<Thread>();
        for (var t = 0; t < 8; t++) {
            var thread = new Thread(() -> {
                for (var i = 0; i < 25; i++) {
                    heard.add(script.answer(asked("Next?")).text());
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(heard).hasSize(200).doesNotHaveDuplicates();
        assertThatCode(script::close).doesNotThrowAnyException();
    }

    @Test
    void anAgentThatAsksForEverComesToAnEnd() {
        var script = ChatScript.rules().say("Go on.").script();
        for (var i = 0; i < ChatScript.MOST_QUESTIONS; i++) {
            script.answer(asked("And " + i + "?"));
        }

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> script.answer(asked("And now?")))
                    .isInstanceOf(ScriptException.class)
                    .hasMessageContaining("more than 1000 questions")
                    .hasMessageContaining("questions more");
        }
        assertThat(script.conversation().lines()).hasSizeLessThan(150);
        assertThatThrownBy(script::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void unfinishedLinesAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChatScript.inOrder().script())
                .withMessageContaining("line 1");
        assertThatIllegalStateException()
                .isThrownBy(() -> ChatScript.inOrder().say("x").whenAsked("y").script())
                .withMessageContaining("line 2 does not say what is answered");
        assertThatIllegalStateException()
                .isThrownBy(() -> ChatScript.inOrder().whenAsked("x").whenTold("y"))
                .withMessageContaining("two conditions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatScript.inOrder().times(0));
    }
}
