package dev.openenv.examples.assistants;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.Agent;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.ToolTrial;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OpenEnvTest(TicketDesk.class)
class HandWrittenAssistantTest {

    Agent<ToolAction, ToolObservation> assistant() {
        return new HandWrittenAssistant();
    }

    @Test
    void needsTwoSteps(ToolTrial trial) {
        assertThat(trial.run(assistant())).isSolved().hasSteps(2).hasNoFailedCalls();
    }

    @Nested
    @OpenEnvTest(FlakyDesk.class)
    class WhenTheDeskHasABadDay {

        @Test
        void triesAgain(ToolTrial trial) {
            assertThat(trial.run(assistant()))
                    .called("set_priority")
                    .failing()
                    .once()
                    .and()
                    .isSolved();
        }
    }
}
