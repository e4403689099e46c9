package dev.openenv.examples.assistants;

import dev.openenv.EnvironmentProvider;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.fault.Faults;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;

/** A ticket desk where the first attempt to set a priority always fails. */
final class FlakyDesk {

    private FlakyDesk() {}

    static EnvironmentProvider<ToolAction, ToolObservation> provider() {
        return Faults.seeded(1).failingTool("set_priority", 1).on(TicketDesk.provider());
    }
}
