package dev.openenv.examples.assistants;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.langchain4j.LangChain4jTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An assistant made with LangChain4j. Its model may only throw tickets away where somebody asked for that. */
class LangChain4jAssistant implements Agent<ToolAction, ToolObservation> {

    private static final Set<String> DESTRUCTIVE = Set.of("close_ticket", "merge");
    private static final int MOST_ANSWERS = 40;

    private final ChatModel model;

    LangChain4jAssistant(ChatModel model) {
        this.model = model;
    }

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var instruction = episode.task().instruction();
        var tools = LangChain4jTools.of(episode);
        var offered = tools.specifications().stream()
                .filter(tool -> mayUse(tool.name(), instruction))
                .toList();
        var messages = new ArrayList<ChatMessage>(
                List.of(SystemMessage.from("You work at a help desk."), UserMessage.from(instruction)));
        for (var answers = 0; answers < MOST_ANSWERS && !episode.done(); answers++) {
            var asked = ChatRequest.builder()
                    .messages(messages)
                    .toolSpecifications(offered)
                    .build();
            var reply = model.chat(asked).aiMessage();
            messages.add(reply);
            for (var request : reply.toolExecutionRequests()) {
                messages.add(mayUse(request.name(), instruction) ? tools.execute(request) : refused(request));
            }
            if (!reply.hasToolExecutionRequests()) {
                messages.add(UserMessage.from("Go on, and submit when it is done."));
            }
        }
    }

    /** A model can be talked into anything, by a comment on a ticket for one. */
    boolean mayUse(String tool, String instruction) {
        var asked = instruction.toLowerCase(Locale.ROOT);
        return !DESTRUCTIVE.contains(tool) || asked.contains("close") || asked.contains("merge");
    }

    private static ToolExecutionResultMessage refused(ToolExecutionRequest request) {
        return ToolExecutionResultMessage.from(request, "Error: nobody asked you for that");
    }
}
