package dev.openenv.springai.script;

import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatQuestion;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatTurn;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/** Spring AI's messages as those of a script, and back. */
final class Turns {

    private Turns() {}

    static ChatQuestion question(Prompt prompt) {
        return new ChatQuestion(
                prompt.getInstructions().stream().flatMap(Turns::turns).toList(), tools(prompt));
    }

    private static List<String> tools(Prompt prompt) {
        var callbacks =
                prompt.getOptions() instanceof ToolCallingChatOptions options ? options.getToolCallbacks() : null;
        return callbacks == null
                ? List.of()
                : callbacks.stream()
                        .map(tool -> tool.getToolDefinition().name())
                        .toList();
    }

    private static Stream<ChatTurn> turns(Message message) {
        if (message instanceof ToolResponseMessage answers) {
            return answers.getResponses().stream()
                    .map(answer -> ChatTurn.tool(orEmpty(answer.name()), orEmpty(answer.responseData())));
        }
        var text = orEmpty(message.getText());
        if (message instanceof AssistantMessage model) {
            return Stream.of(ChatTurn.model(
                    text,
                    model.getToolCalls().stream()
                            .map(call -> new ChatCall(call.id(), call.name(), call.arguments()))
                            .toList()));
        }
        return Stream.of(message.getMessageType() == MessageType.USER ? ChatTurn.user(text) : ChatTurn.system(text));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static ChatResponse response(ChatReply reply) {
        var calls = reply.calls().stream()
                .map(call -> new ToolCall(call.id(), "function", call.tool(), call.arguments()))
                .toList();
        var message = AssistantMessage.builder()
                .content(reply.text())
                .toolCalls(calls)
                .build();
        var why = ChatGenerationMetadata.builder()
                .finishReason(calls.isEmpty() ? "STOP" : "TOOL_CALLS")
                .build();
        return new ChatResponse(List.of(new Generation(message, why)));
    }
}
