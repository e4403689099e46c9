package dev.openenv.langchain4j.script;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatQuestion;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatTurn;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages as those of a script, and back. */
final class Turns {

    private Turns() {}

    static ChatQuestion question(ChatRequest request) {
        @Nullable List<ToolSpecification> tools = request.toolSpecifications();
        return new ChatQuestion(
                request.messages().stream().map(Turns::turn).toList(),
                tools == null
                        ? List.of()
                        : tools.stream().map(ToolSpecification::name).toList());
    }

    private static ChatTurn turn(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return ChatTurn.system(system.text());
        }
        if (message instanceof UserMessage user) {
            return ChatTurn.user(text(user.contents()));
        }
        if (message instanceof AiMessage model) {
            return ChatTurn.model(
                    orEmpty(model.text()),
                    model.toolExecutionRequests().stream().map(Turns::call).toList());
        }
        if (message instanceof ToolExecutionResultMessage tool) {
            return ChatTurn.tool(orEmpty(tool.toolName()), text(tool.contents()));
        }
        return ChatTurn.system(message.toString());
    }

    private static ChatCall call(ToolExecutionRequest request) {
        return new ChatCall(orEmpty(request.id()), request.name(), orEmpty(request.arguments()));
    }

    private static String text(List<Content> contents) {
        return contents.stream()
                .map(content -> content instanceof TextContent text ? text.text() : "(" + content.type() + ")")
                .collect(Collectors.joining("\n"));
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    static ChatResponse response(ChatReply reply) {
        var message = AiMessage.builder();
        if (!reply.text().isEmpty() || reply.calls().isEmpty()) {
            message.text(reply.text());
        }
        if (!reply.calls().isEmpty()) {
            message.toolExecutionRequests(reply.calls().stream()
                    .map(call -> ToolExecutionRequest.builder()
                            .id(call.id())
                            .name(call.tool())
                            .arguments(call.arguments())
                            .build())
                    .toList());
        }
        return ChatResponse.builder()
                .aiMessage(message.build())
                .tokenUsage(new TokenUsage(0, 0))
                .finishReason(reply.calls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_EXECUTION)
                .build();
    }
}
