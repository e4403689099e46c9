package dev.openenv.conformance.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All checks, by number. */
final class Checks {

    private static final List<Check> ALL = Stream.of(
                    InformationChecks.ALL,
                    ResetChecks.ALL,
                    StepChecks.ALL,
                    RoutingChecks.ALL,
                    FrameChecks.ALL,
                    FrameErrorChecks.ALL,
                    CapacityChecks.ALL,
                    TransportChecks.ALL,
                    SessionChecks.ALL,
                    ReaperChecks.ALL,
                    RpcChecks.ALL,
                    ToolCallChecks.ALL,
                    RpcSocketChecks.ALL,
                    ToolStepChecks.ALL,
                    TaskChecks.ALL,
                    ModeChecks.ALL,
                    WebChecks.ALL)
            .flatMap(List::stream)
            .sorted(Comparator.comparingInt(Check::number))
            .toList();

    private Checks() {}

    static List<Check> all() {
        return ALL;
    }
}
