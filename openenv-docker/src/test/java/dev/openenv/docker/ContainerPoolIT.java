package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers a pool lends again, against a real engine. */
@Timeout(300)
@Tag("docker-slow")
class ContainerPoolIT {

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
    }

    /** Plays in the only container, and gives its name. */
    private static String played(ContainerPool<JsonAction, JsonObservation> pool, String... words) {
        try (var env = pool.open()) {
            env.reset();
            for (var word : words) {
                assertThat(Probe.does(env, word)).doesNotStartWith("failed");
            }
            return Probe.container(env).name();
        }
    }

    private static void pool(PoolOptions options, Consumer<ContainerPool<JsonAction, JsonObservation>> test) {
        try (var pool = Probe.provider().pool(options)) {
            test.accept(pool);
        }
    }

    @Test
    void aCleanContainerIsLentAgain() {
        pool(PoolOptions.of(1), pool -> {
            var first = played(pool, "whoami", "write /tmp/scratch", "remove /tmp/scratch");

            assertThat(played(pool)).isEqualTo(first);
            assertThat(played(pool)).isEqualTo(first);
            assertThat(pool.counts().started()).isEqualTo(1);
            assertThat(pool.counts().reused()).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void aPausedContainerIsWokenAndPausedAgain() {
        pool(PoolOptions.of(1).paused(), pool -> {
            var first = played(pool);

            assertThat(played(pool)).isEqualTo(first);
            Await.until(() -> pool.counts().ready() == 1);
            assertThat(DockerEngine.usual().containers())
                    .filteredOn(container -> container.name().equals(first))
                    .extracting(OwnContainer::status)
                    .singleElement()
                    .asString()
                    .contains("paused");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processes: start",
                "files: write /tmp/left",
                "files: write /dev/shm/left",
                "memory: hold 67108864",
                "sockets: listen 9000"
            })
    void whateverIsLeftBehindCostsTheContainer(String reasonAndWords) {
        var parts = reasonAndWords.split(": ", 2);
        pool(PoolOptions.of(1), pool -> {
            var first = played(pool, parts[1]);

            assertThat(played(pool)).isNotEqualTo(first);
            assertThat(pool.counts().lastReason()).startsWith(parts[0]);
            assertThat(pool.counts().discarded()).isEqualTo(1);
        });
    }

    @Test
    void aFileInTheWritableRootCostsTheContainer() {
        var loose = Probe.provider().withConfinement(c -> c.withWritableRoot().withUser("root"));
        try (var pool = loose.pool(1)) {
            var first = played(pool, "write /var/left");

            assertThat(played(pool)).isNotEqualTo(first);
            assertThat(pool.counts().lastReason()).contains("/var/left");
        }
    }

    @Test
    void aFileThatWasThereAndIsWrittenToCostsTheContainer() {
        var loose = Probe.provider().withConfinement(c -> c.withWritableRoot().withUser("root"));
        try (var pool = loose.pool(1)) {
            var first = played(pool, "write /etc/passwd");

            assertThat(played(pool)).isNotEqualTo(first);
            assertThat(pool.counts().lastReason()).contains("/etc/passwd");
        }
    }

    @Test
    void singleUseLendsEachContainerOnce() {
        pool(PoolOptions.of(1).withSingleUse(), pool -> {
            var first = played(pool);

            assertThat(played(pool)).isNotEqualTo(first);
            assertThat(pool.counts().lastReason()).isEqualTo("lent once");
        });
    }

    @Test
    void aProgramInTheContainerSeesWhatIsSeenFromOutside() {
        try (var env = Probe.provider().open()) {
            env.reset();
            var container = Probe.container(env);
            var before = PythonLook.at(DockerEngine.usual(), container.name(), java.util.List.of())
                    .orElseThrow();
            Probe.does(env, "write /tmp/left");
            Probe.does(env, "listen 9000");
            var after = PythonLook.at(DockerEngine.usual(), container.name(), java.util.List.of())
                    .orElseThrow();

            assertThat(before.files()).noneMatch(line -> line.contains("/tmp/left"));
            assertThat(after.files()).anyMatch(line -> line.contains("/tmp/left"));
            assertThat(before.sockets())
                    .filteredOn(OpenSocket::listens)
                    .extracting(OpenSocket::localPort)
                    .containsExactly(8000);
            assertThat(after.sockets())
                    .filteredOn(OpenSocket::listens)
                    .extracting(OpenSocket::localPort)
                    .containsExactlyInAnyOrder(8000, 9000);
        }
    }
}
