package dev.openenv.langchain4j.script;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.openenv.script.ChatScript;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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
 *     new Assistant(ScriptedChatModel.of(script)).ask("Are there duplicates?");
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
     * A model that follows a script and gives its answers in pieces, word by word, on the thread that asks.
     *
     * @param script what it says
     * @return the model
     */
    public static StreamingChatModel streaming(ChatScript script) {
        return new Streaming(of(script));
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
     * Answers as the script says.
     *
     * @param request the conversation so far, and the tools that are offered
     * @return what the model says, with calls of tools where the script has them
     * @throws dev.openenv.script.ScriptException when the script has nothing for this question
     */
    @Override
    public ChatResponse doChat(ChatRequest request) {
        return Turns.response(script.answer(Turns.question(request)));
    }

    /**
     * Answers as the script says, on the thread that asks.
     *
     * @param request the conversation so far, and the tools that are offered
     * @return a future that is done, with the answer or with what the script throws
     */
    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
        try {
            return CompletableFuture.completedFuture(doChat(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private record Streaming(ScriptedChatModel model) implements StreamingChatModel {

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            ChatResponse whole;
            try {
                whole = model.doChat(request);
            } catch (RuntimeException e) {
                handler.onError(e);
                return;
            }
            var text = whole.aiMessage().text();
            if (text != null) {
                for (var word : text.split("(?<= )", -1)) {
                    handler.onPartialResponse(word);
                }
            }
            var index = 0;
            for (var call : whole.aiMessage().toolExecutionRequests()) {
                handler.onCompleteToolCall(new CompleteToolCall(index++, call));
            }
            handler.onCompleteResponse(whole);
        }
    }
}
