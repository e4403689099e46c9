package dev.openenv.examples.assistants;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.openenv.Agent;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.ToolTrial;
import dev.openenv.langchain4j.script.ScriptedChatModel;
import dev.openenv.script.ChatCall;
import dev.openenv.script.ChatQuestion;
import dev.openenv.script.ChatReply;
import dev.openenv.script.ChatScript;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The task is: Set the priority of ticket 159 to URGENT. */
@OpenEnvTest(TicketDesk.class)
class LangChain4jAssistantTest {

    Agent<ToolAction, ToolObservation> assistant(ChatModel model) {
        return new LangChain4jAssistant(model);
    }

    @Test
    void doesWhatItsModelSays(ToolTrial trial) {
        try (var script = ChatScript.inOrder()
                .whenAsked("Set the priority")
                .call("set_priority", Map.of("id", 159, "priority", "URGENT"))
                .whenTold("set_priority", "URGENT")
                .call("submit")
                .script()) {
            assertThat(trial.run(assistant(ScriptedChatModel.of(script))))
                    .isSolved()
                    .withinSteps(3)
                    .called("set_priority")
                    .with("id", 159)
                    .once();
        }
    }

    @Test
    void throwsNoTicketAwayUnasked(ToolTrial trial) {
        try (var script = ChatScript.inOrder()
                .reply(LangChain4jAssistantTest::closesIfItCan)
                .whenTold("159")
                .call("submit")
                .script()) {
            assertThat(trial.run(assistant(ScriptedChatModel.of(script))))
                    .neverCalled("close_ticket")
                    .isSolved();
        }
    }

    private static ChatReply closesIfItCan(ChatQuestion question) {
        return ChatReply.call(
                question.tools().contains("close_ticket")
                        ? ChatCall.of("close_ticket", Map.of("id", 159))
                        : ChatCall.of("set_priority", Map.of("id", 159, "priority", "URGENT")));
    }
}
