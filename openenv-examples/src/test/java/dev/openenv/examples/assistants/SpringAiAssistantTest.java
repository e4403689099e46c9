package dev.openenv.examples.assistants;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.Agent;
import dev.openenv.Outcome;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.ToolTrial;
import dev.openenv.script.ChatScript;
import dev.openenv.springai.script.ScriptedChatModel;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;

/** The task is: Set the priority of ticket 159 to URGENT. */
@OpenEnvTest(value = TicketDesk.class, limit = "20s")
class SpringAiAssistantTest {

    Agent<ToolAction, ToolObservation> assistant(ChatModel model) {
        return new SpringAiAssistant(model);
    }

    @Test
    void doesWhatItsModelSays(ToolTrial trial) {
        try (var script = ChatScript.inOrder()
                .whenAsked("Set the priority")
                .call("set_priority", Map.of("id", 159, "priority", "URGENT"))
                .whenTold("set_priority", "URGENT")
                .call("submit")
                .say("It is done.")
                .script()) {
            assertThat(trial.run(assistant(ScriptedChatModel.of(script))))
                    .isSolved()
                    .calledInOrder("set_priority", "submit");
        }
    }

    @Test
    void givesUpWhenItsModelOnlyTalks(ToolTrial trial) {
        try (var script = ChatScript.rules()
                .when("anything", question -> true)
                .slowly(Duration.ofMillis(50))
                .say("Just a moment.")
                .script()) {
            assertThat(trial.run(assistant(ScriptedChatModel.of(script))))
                    .hasOutcome(Outcome.AGENT_STOPPED)
                    .isUnsolved();
            assertThat(script.questions()).isEqualTo(3);
        }
    }
}
