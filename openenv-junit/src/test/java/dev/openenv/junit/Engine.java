package dev.openenv.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes as a build would. */
final class Engine {

    private final EngineExecutionResults results;

    private Engine(EngineExecutionResults results) {
        this.results = results;
    }

    static Engine run(Class<?> type) {
        return run(type, Map.of());
    }

    static Engine run(Class<?> type, Map<String, String> parameters) {
        return new Engine(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameters(parameters)
                .execute());
    }

    EngineExecutionResults results() {
        return results;
    }

    long succeeded() {
        return results.testEvents().succeeded().count();
    }

    /** The names of the lines that passed. */
    List<String> passed() {
        return names(results.testEvents().succeeded().stream());
    }

    /** What failed or was aborted, tests and what holds them: its message. */
    List<String> messages() {
        return Stream.concat(results.allEvents().failed().stream(), results.allEvents().aborted().stream())
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable()
                        .flatMap(e -> Optional.ofNullable(e.getMessage()))
                        .orElse(""))
                .toList();
    }

    private static List<String> names(Stream<Event> events) {
        return events.map(event -> event.getTestDescriptor().getDisplayName()).toList();
    }
}
