package dev.openenv.langchain4j.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatScript;
import dev.openenv.script.ScriptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptedChatModelTest {

    private static final ToolSpecification NOTE =
            ToolSpecification.builder().name("note").build();

    @Test
    void allKindsOfMessagesReachTheScript() {
        var script = ChatScript.inOrder()
                .reply(question -> {
                    assertThat(question.tools()).containsExactly("note");
                    assertThat(question.turns())
                            .extracting(Object::toString)
                            .containsExactly(
                                    "system: Be kind.",
                                    "user: Read this.\\n(IMAGE)",
                                    "model: calls note {\"page\":1}",
                                    "tool note: The code is 472.");
                    return ChatReply.say("Done.");
                })
                .script();
        var request = ToolExecutionRequest.builder()
                .id("x")
                .name("note")
                .arguments("{\"page\":1}")
                .build();
        var image = ImageContent.from(
                Image.builder().base64Data("AAAA").mimeType("image/png").build());
        var answer = ScriptedChatModel.of(script)
                .chat(ChatRequest.builder()
                        .messages(
                                SystemMessage.from("Be kind."),
                                UserMessage.from(TextContent.from("Read this."), image),
                                AiMessage.from(request),
                                ToolExecutionResultMessage.from(request, "The code is 472."))
                        .toolSpecifications(NOTE)
                        .build());

        assertThat(answer.aiMessage().text()).isEqualTo("Done.");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        script.close();
    }

    @Test
    void wordsAndCallsComeTogether() {
        var model = ScriptedChatModel.of(ChatScript.inOrder()
                .reply(new ChatReply(
                        "Let me see.", List.of(ChatCall.of("note", Map.of("page", 1)), ChatCall.of("note"))))
                .script());
        var answer = model.chat(UserMessage.from("Read."));

        assertThat(answer.aiMessage().text()).isEqualTo("Let me see.");
        assertThat(answer.aiMessage().toolExecutionRequests())
                .extracting(ToolExecutionRequest::id)
                .containsExactly("call-1", "call-2");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(model.script().questions()).isEqualTo(1);
    }

    @Test
    void failuresPassAsTheyAre() {
        var model = ScriptedChatModel.of(ChatScript.inOrder()
                .times(2)
                .fail(() -> new IllegalStateException("overloaded"))
                .say("Here.")
                .script());
        for (var i = 0; i < 2; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> model.chat("Hello?"))
                    .withMessage("overloaded");
        }
        assertThat(model.chat("Hello?")).isEqualTo("Here.");
        assertThatThrownBy(() -> model.chat("And?"))
                .isInstanceOf(ScriptException.class)
                .hasMessageContaining("user: And?");
    }

    @Test
    void askedAsynchronouslyItAnswersToo()
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        var model = ScriptedChatModel.of(ChatScript.inOrder().say("Here.").script());
        assertThat(model.chatAsync("Hello?").get(30, TimeUnit.SECONDS)).isEqualTo("Here.");
    }

    @Test
    void streamedAnswersComeInPieces() {
        var heard = new ArrayList<String>();
        var handler = new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String part) {
                heard.add(part);
            }

            @Override
            public void onCompleteToolCall(CompleteToolCall call) {
                heard.add(call.index() + call.toolExecutionRequest().name());
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                heard.add("end");
            }

            @Override
            public void onError(Throwable error) {
                heard.add(error.getClass().getSimpleName());
            }
        };
        var model = ScriptedChatModel.streaming(ChatScript.inOrder()
                .say("It is open.")
                .call(ChatCall.of("note"), ChatCall.of("enter"))
                .script());
        for (var i = 0; i < 3; i++) {
            model.chat("Well?", handler);
        }

        assertThat(heard).containsExactly("It ", "is ", "open.", "end", "0note", "1enter", "end", "ScriptException");
    }
}
