package dev.openenv.cli;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.image.WorldMaker;
import java.util.Optional;

/** The worlds against which clients are tested: not in the list, but served and built by name. */
final class TestWorlds {

    static final String ECHO = "conformance:echo";
    static final String TOOLS = "conformance:tools";
    static final String TASKS = "conformance:tasks";

    private TestWorlds() {}

    /** What makes the test world of this name; empty when it names none. */
    static Optional<WorldMaker> named(String name) {
        return switch (name) {
            case ECHO -> Optional.of(ConformanceWorlds::echo);
            case TOOLS -> Optional.of(ConformanceWorlds::tools);
            case TASKS -> Optional.of(ConformanceWorlds::tasks);
            default -> Optional.empty();
        };
    }
}
