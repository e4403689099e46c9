package dev.openenv.examples.assistants;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.Agent;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.examples.assistants.CodeWritingAssistant.Model;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.ToolTrial;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import org.junit.jupiter.api.Test;

/** The task is: Set the priority of ticket 159 to URGENT. */
@OpenEnvTest(TicketDesk.class)
class CodeWritingAssistantTest {

    /** No key of anybody. */
    static final String KEY = "key-of-a-test-0815";

    private static final String ANSWER =
            """
            ```python
            set_priority(159, "URGENT")
            submit()
            ```""";

    Agent<ToolAction, ToolObservation> assistant(Model model) {
        return new CodeWritingAssistant(KEY, model);
    }

    @Test
    void solvesItWithOneProgram(ToolTrial trial) {
        assertThat(trial.run(assistant(CodeWritingAssistantTest::answer)))
                .isSolved()
                .hasSteps(1)
                .calledInOrder("set_priority", "submit");
    }

    @Test
    void keepsItsKeyToItself(ToolTrial trial) {
        assertThat(trial.run(assistant(CodeWritingAssistantTest::answer))).neverSent(KEY);
    }

    private static String answer(String apiKey, String prompt) {
        assertThat(apiKey).isEqualTo(KEY);
        assertThat(prompt).contains("ticket 159");
        return ANSWER;
    }
}
