package com.example.desk;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.Tasks;
import dev.openenv.junit.ToolTrial;
import org.junit.jupiter.api.Test;

@OpenEnvTest(TicketDesk.class)
class DeskAssistantTest {

    @Test
    void setsThePriorityOfTheRightTicket(ToolTrial trial) {
        assertThat(trial.run(new DeskAssistant()))
                .called("set_priority")
                .with("id", 159)
                .once()
                .and()
                .neverCalled("close_ticket")
                .isSolved();
    }

    @OpenEnvTest
    @Tasks({"easy-1", "easy-2", "easy-3", "easy-4"})
    void doesWhatItIsAsked(ToolTrial trial) {
        assertThat(trial.run(new DeskAssistant())).isSolved().withinSteps(2);
    }
}
