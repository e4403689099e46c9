package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.check.CheckOutcome;
import dev.openenv.conformance.check.Conformance;
import dev.openenv.conformance.check.ServerSettings;
import dev.openenv.conformance.check.StartedServer;
import dev.openenv.conformance.check.TestedWorld;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The numbered checks of the wire against this module's server; the long ones with {@code -Dopenenv.conformance.long=true}. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ConformanceTest {

    private static final Map<TestedWorld, StartedServer> SERVERS = new EnumMap<>(TestedWorld.class);

    @BeforeAll
    static void serve() throws IOException {
        for (var world : TestedWorld.values()) {
            SERVERS.put(
                    world,
                    InProcessStarter.start(ServerSettings.of(world.title())).orElseThrow());
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(StartedServer::close);
    }

    @TestFactory
    Stream<DynamicTest> everyNumberOfEveryWorld() {
        return Stream.of(TestedWorld.values()).flatMap(world -> Conformance.numbers(world).stream()
                .map(number -> DynamicTest.dynamicTest(
                        world.title() + " " + number + ": " + Conformance.title(number), () -> check(world, number))));
    }

    private static void check(TestedWorld world, int number) throws IOException {
        var suite = Conformance.of(SERVERS.get(world).uri())
                .world(world)
                .starter(InProcessStarter::start)
                .only(Set.of(number));
        var report = (Boolean.getBoolean("openenv.conformance.long") ? suite.withLong() : suite).run();
        var result = report.results().get(0);
        Assumptions.assumeFalse(result.outcome() == CheckOutcome.SKIPPED, result.text());
        assertThat(result.outcome()).as(result.text()).isEqualTo(CheckOutcome.PASSED);
    }
}
