package dev.openenv.springai.script;

import dev.openenv.script.ChatScript;
import java.util.Objects;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/**
 * A chat model that says what a {@link ChatScript} tells it to. For tests; it needs no network and costs nothing.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * try (var script = ChatScript.inOrder()
 *         .whenAsked("duplicates").call("search", Map.of("word", "printer"))
 *         .whenTold("search", "total").say("There are none.")
 *         .script()) {
 *     ChatClient.create(ScriptedChatModel.of(script)).prompt("Are there duplicates?").tools(desk).call().content();
 * }
 * }</pre>
 */
public final class ScriptedChatModel implements ChatModel {

    private final ChatScript script;

    private ScriptedChatModel(ChatScript script) {
        this.script = Objects.requireNonNull(script, "script");
    }

    /**
     * A model that follows a script.
     *
     * @param script what it says
     * @return the model
     */
    public static ScriptedChatModel of(ChatScript script) {
        return new ScriptedChatModel(script);
    }

    /**
     * What it says, and what it was asked.
     *
     * @return the script
     */
    public ChatScript script() {
        return script;
    }

    /**
     * What a prompt gets that brings no options: options that can hold tools.
     *
     * @return no tools yet
     */
    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }

    /**
     * Answers as the script says.
     *
     * @param prompt the conversation so far, and the tools that are offered
     * @return what the model says, with calls of tools where the script has them
     * @throws dev.openenv.script.ScriptException when the script has nothing for this question
     */
    @Override
    public ChatResponse call(Prompt prompt) {
        return Turns.response(script.answer(Turns.question(prompt)));
    }

    /**
     * Answers as the script says, in one piece.
     *
     * @param prompt the conversation so far, and the tools that are offered
     * @return one answer, asked of the script for each subscriber on its thread, or the script's failure
     */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> Flux.just(call(prompt)));
    }
}
