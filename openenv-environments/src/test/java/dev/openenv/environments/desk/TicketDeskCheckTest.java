package dev.openenv.environments.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CatalogEntry;
import dev.openenv.check.EnvironmentCheck;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The environment checker finds nothing wrong with the desk. */
@Timeout(300)
class TicketDeskCheckTest {

    static List<CatalogEntry<?, ?>> entries() {
        return new DeskEnvironments().entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nothingIsWrong(CatalogEntry<?, ?> entry) {
        var report = EnvironmentCheck.of(entry).withSeeds(1, 2).withSteps(40).run();

        assertThat(report.errors()).as(report.toString()).isEmpty();
    }
}
