package dev.openenv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.fault.Faults;
import dev.openenv.langchain4j.LangChain4jTools;
import dev.openenv.rollout.Rollouts;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatQuestion;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatScript;
import dev.openenv.springai.SpringAiTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.ai.chat.client.ChatClient;

/** The loops of LangChain4j and Spring AI play at the ticket desk, with a model that says what a test tells it to. */
@Timeout(120)
class ScriptedModelOnTheDeskTest {

    private static final Pattern NUMBER = Pattern.compile("ticket (\\d+)");

    /** An assistant with a loop of its own, which asks once more when its model is overloaded. */
    private record Assistant(ChatModel model) implements Agent<ToolAction, ToolObservation> {

        @Override
        public void play(Episode<ToolAction, ToolObservation> episode) {
            var tools = LangChain4jTools.of(episode);
            var messages = new ArrayList<ChatMessage>(List.of(
                    SystemMessage.from("You work at a help desk."),
                    UserMessage.from(episode.task().instruction())));
            while (!episode.done()) {
                var asked = ChatRequest.builder()
                        .messages(messages)
                        .toolSpecifications(tools.specifications())
                        .build();
                var reply = patiently(asked).aiMessage();
                messages.add(reply);
                reply.toolExecutionRequests().forEach(request -> messages.add(tools.execute(request)));
            }
        }

        private ChatResponse patiently(ChatRequest asked) {
            for (var left = 2; ; left--) {
                try {
                    return model.chat(asked);
                } catch (IllegalStateException overloaded) {
                    if (left == 0) {
                        throw overloaded;
                    }
                }
            }
        }
    }

    private static Agent<ToolAction, ToolObservation> langChain(ChatScript script) {
        return new Assistant(dev.openenv.langchain4j.script.ScriptedChatModel.of(script));
    }

    private static Agent<ToolAction, ToolObservation> spring(ChatScript script) {
        return episode -> ChatClient.create(dev.openenv.springai.script.ScriptedChatModel.of(script))
                .prompt(episode.task().instruction())
                .tools(SpringAiTools.of(episode).toArray())
                .call()
                .content();
    }

    private static Trajectory<ToolAction, ToolObservation> play(Agent<ToolAction, ToolObservation> agent) {
        return Rollouts.of(TicketDesk.provider())
                .agent(() -> agent)
                .tasks(TicketDesk.tasks().filter(task -> task.id().equals("easy-1")))
                .run()
                .trajectories()
                .get(0);
    }

    private static ChatReply setPriority(ChatQuestion question) {
        var number = NUMBER.matcher(question.asked());
        assertThat(number.find()).as(question.asked()).isTrue();
        return ChatReply.call(
                ChatCall.of("set_priority", Map.of("id", Integer.parseInt(number.group(1)), "priority", "URGENT")));
    }

    @Test
    void langChain4jsLoopSolvesATask() {
        try (var script = ChatScript.inOrder()
                .whenAsked("Set the priority")
                .times(2)
                .fail(() -> new IllegalStateException("overloaded"))
                .whenAsked("Set the priority")
                .callMissing("escalate")
                .whenTold("tool_not_found")
                .callMalformed("set_priority", "{\"id\": ")
                .whenTold("set_priority", "Error: invalid_args")
                .reply(ScriptedModelOnTheDeskTest::setPriority)
                .whenTold("set_priority", "URGENT")
                .call("submit")
                .script()) {
            var played = play(langChain(script));
            assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        }
    }

    @Test
    void springAisLoopSolvesATask() {
        try (var script = ChatScript.inOrder()
                .whenAsked("Set the priority")
                .reply(ScriptedModelOnTheDeskTest::setPriority)
                .whenTold("set_priority", "URGENT")
                .call("submit")
                .sayNonsense()
                .script()) {
            var played = play(spring(script));
            assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
        }
    }

    @Test
    void anAgentThatAsksWhatNobodyScriptedFailsItsEpisode() {
        for (var framework : List.<Function<ChatScript, Agent<ToolAction, ToolObservation>>>of(
                ScriptedModelOnTheDeskTest::langChain, ScriptedModelOnTheDeskTest::spring)) {
            var played =
                    play(framework.apply(ChatScript.inOrder().call("search").script()));

            assertThat(played.outcome()).isEqualTo(Outcome.AGENT_FAILED);
            assertThat(played.failure().orElseThrow().code()).isEqualTo("script_not_followed");
            assertThat(played.failure().orElseThrow().message())
                    .contains("the script is at its end", "-> calls search {}", "tool search: ");
        }
    }

    @Test
    void anAgentHearsThatAToolFailed() {
        var faulty = Faults.seeded(1).failingTool("set_priority", 1).on(TicketDesk.provider());
        try (var script = ChatScript.inOrder()
                .reply(ScriptedModelOnTheDeskTest::setPriority)
                .whenTold("set_priority", "Error: execution_error")
                .reply(ScriptedModelOnTheDeskTest::setPriority)
                .whenTold("set_priority", "URGENT")
                .call("submit")
                .script()) {
            var played = Rollouts.of(faulty)
                    .agent(() -> langChain(script))
                    .tasks(TicketDesk.tasks().filter(task -> task.id().equals("easy-1")))
                    .run()
                    .trajectories()
                    .get(0);
            assertThat(played.outcome()).as(played.toString()).isEqualTo(Outcome.SOLVED);
            assertThat(faulty.faultsOf(played.episodeId())).hasSize(1);
        }
    }
}
