package dev.openenv.springai.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatScript;
import dev.openenv.script.ScriptException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;

@Timeout(60)
class ScriptedChatModelTest {

    /** What a user of Spring AI has. */
    static final class Adder {

        @Tool(description = "Adds.")
        int add(int left, int right) {
            return left + right;
        }
    }

    private static ChatClient.ChatClientRequestSpec asked(ChatScript script) {
        return ChatClient.create(ScriptedChatModel.of(script))
                .prompt()
                .system("Be exact.")
                .user("How much is it?")
                .tools(new Adder());
    }

    @Test
    void aChatClientsOwnLoopRunsOnIt() {
        var script = ChatScript.inOrder()
                .whenAsked("How much")
                .call(
                        ChatCall.of("add", Map.of("left", 2, "right", 3)),
                        ChatCall.of("add", Map.of("left", 4, "right", 5)))
                .reply(question -> {
                    assertThat(question.tools()).containsExactly("add");
                    assertThat(question.turns())
                            .extracting(Object::toString)
                            .containsExactly(
                                    "system: Be exact.",
                                    "user: How much is it?",
                                    "model: calls add {\"left\":2,\"right\":3}, add {\"left\":4,\"right\":5}",
                                    "tool add: 5",
                                    "tool add: 9");
                    return ChatReply.say("14");
                })
                .script();

        assertThat(asked(script).call().content()).isEqualTo("14");
        script.close();
        assertThat(script.told()).containsExactly("5", "9");
    }

    @Test
    void aToolThatDoesNotExistIsWhatSpringMakesOfIt() {
        var script = ChatScript.inOrder().callMissing("subtract").script();

        assertThatThrownBy(() -> asked(script).call().content())
                .isNotInstanceOf(ScriptException.class)
                .hasMessageContaining("subtract");
        script.close();
    }

    @Test
    void failuresPassAsTheyAreAndMissingLinesFail() {
        var script = ChatScript.inOrder()
                .times(2)
                .fail(() -> new IllegalStateException("overloaded"))
                .say("Five.")
                .script();
        for (var i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> asked(script).call().content())
                    .withMessage("overloaded");
        }
        assertThat(asked(script).call().content()).isEqualTo("Five.");
        assertThatThrownBy(() -> asked(script).call().content()).isInstanceOf(ScriptException.class);
        assertThatThrownBy(script::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("user: How much is it?");
    }

    @Test
    void streamedAnswersComeInOnePieceAndAfterTheirTools() {
        var script = ChatScript.inOrder()
                .call("add", Map.of("left", 2, "right", 3))
                .whenTold("add", "5")
                .say("Five.")
                .script();
        var heard = asked(script).stream().content().collectList().block(java.time.Duration.ofSeconds(30));

        assertThat(heard).isEqualTo(List.of("Five."));
        script.close();
    }
}
