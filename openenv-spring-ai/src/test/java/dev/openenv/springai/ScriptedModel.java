package dev.openenv.springai;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/** A model that says what it was told to say, and remembers what tools answered. */
final class ScriptedModel implements ChatModel {

    private final Deque<Function<List<String>, AssistantMessage>> says = new ArrayDeque<>();
    final List<String> heard = new ArrayList<>();

    ScriptedModel calls(String... namesAndArguments) {
        says.add(seen -> {
            var calls = new ArrayList<ToolCall>();
            for (var i = 0; i < namesAndArguments.length; i += 2) {
                calls.add(new ToolCall("call-" + i, "function", namesAndArguments[i], namesAndArguments[i + 1]));
            }
            return AssistantMessage.builder().content("").toolCalls(calls).build();
        });
        return this;
    }

    ScriptedModel says(String text) {
        says.add(seen -> new AssistantMessage(text));
        return this;
    }

    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        var last = prompt.getInstructions().get(prompt.getInstructions().size() - 1);
        if (last instanceof ToolResponseMessage answers) {
            answers.getResponses().forEach(answer -> heard.add(answer.responseData()));
        }
        var next = says.poll();
        if (next == null) {
            throw new IllegalStateException("the script is at its end; heard " + heard);
        }
        return new ChatResponse(List.of(new Generation(next.apply(heard))));
    }
}
