package dev.openenv.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CatalogEntry;
import dev.openenv.provider.Catalog;
import java.util.Collection;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds nothing wrong with the environments that come with the SDK. */
@Timeout(300)
class ReferenceEnvironmentsCheckTest {

    static Collection<CatalogEntry<?, ?>> entries() {
        return Catalog.load().entries().values();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nothingIsWrong(CatalogEntry<?, ?> entry) {
        var report = EnvironmentCheck.of(entry).withSeeds(3, 4).withSteps(60).run();

        assertThat(report.errors()).as(report.toString()).isEmpty();
        assertThat(report.measurements()).isPresent();
    }
}
