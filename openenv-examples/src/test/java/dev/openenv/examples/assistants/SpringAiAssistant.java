package dev.openenv.examples.assistants;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.springai.SpringAiTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;

/** An assistant made with Spring AI. Where its model talks instead of working it is asked to go on, but not for ever. */
class SpringAiAssistant implements Agent<ToolAction, ToolObservation> {

    private static final int MOST_QUESTIONS = 3;

    private final ChatModel model;

    SpringAiAssistant(ChatModel model) {
        this.model = model;
    }

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var client = ChatClient.create(model);
        var tools = SpringAiTools.of(episode).toArray();
        var question = episode.task().instruction();
        for (var asked = 0; !episode.done() && goesOn(asked); asked++) {
            client.prompt(question).tools(tools).call().content();
            question = "Go on, and submit when it is done: " + episode.task().instruction();
        }
    }

    boolean goesOn(int asked) {
        return asked < MOST_QUESTIONS;
    }
}
