package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What counts as clean. */
class EvidenceTest {

    private static final PoolOptions STRICT = PoolOptions.of(1);
    private static final String SERVER = "0: 00000000:1F40 00000000:0000 0A 0:0 00:0 0 65532 0 100 1";

    private static Evidence evidence(int threads, long memory, boolean looked, String... sockets) {
        return new Evidence(
                Set.of("7 server"),
                threads,
                memory,
                Set.of("/tmp 1 2 3"),
                Stream.of(sockets)
                        .flatMap(line -> OpenSocket.of("tcp", line).stream())
                        .collect(Collectors.toSet()),
                looked);
    }

    @Test
    void anEngineThatTellsNoProcessesCanProveNothing() {
        var titles = new String[] {"PID", "NLWP", "RSS", "COMMAND"};
        var row = new String[] {"7", "4", "1024", "java", "-jar"};
        assertThat(Inspection.rows(titles, new String[][] {row}, "c")).containsExactly(List.of(row));
        for (Callable<?> asked : List.<Callable<?>>of(
                () -> Inspection.rows(null, null, "c"),
                () -> Inspection.rows(titles, null, "c"),
                () -> Inspection.rows(new String[] {"USER", "PID"}, new String[][] {row}, "c"))) {
            assertThatThrownBy(asked::call)
                    .isInstanceOfSatisfying(
                            ContainerException.class, e -> assertThat(e.code()).isEqualTo("engine_refused"))
                    .hasMessageContaining("without a pool");
        }
    }

    @Test
    void growthWithinTheBoundsIsClean() {
        var fresh = evidence(4, 100 << 20, true, SERVER);

        assertThat(fresh.dirt(evidence(20, 132 << 20, true, SERVER), STRICT)).isEmpty();
        assertThat(fresh.dirt(evidence(21, 100 << 20, true, SERVER), STRICT)).hasValue("threads: 21 instead of 4");
        assertThat(fresh.dirt(evidence(4, (132 << 20) + 1, true, SERVER), STRICT))
                .hasValue("memory: 132 MiB instead of 100");
        assertThat(fresh.dirt(evidence(5, 100 << 20, true, SERVER), STRICT.withThreadGrowth(0)))
                .isPresent();
    }

    @Test
    void aProcessThatIsGoneIsNotClean() {
        var fresh = evidence(4, 0, true);
        var now = new Evidence(Set.of(), 4, 0, fresh.files(), Set.of(), true);

        assertThat(fresh.dirt(now, STRICT)).hasValue("processes: new [], gone [7 server]");
    }

    @Test
    void whatCannotBeLookedAtIsCleanOnlyForWhoTrustsTheReset() {
        var fresh = evidence(4, 0, false);

        assertThat(fresh.dirt(fresh, STRICT).orElseThrow()).startsWith("cannot be proven");
        assertThat(fresh.dirt(fresh, STRICT.withTrustedReset())).isEmpty();
        assertThat(fresh.dirt(evidence(4, 64 << 20, false), STRICT.withTrustedReset()))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("memory"));
    }

    @Test
    void connectionsOfTheServerComeAndGoAndOthersDoNot() {
        var fresh = evidence(4, 0, true, SERVER);
        var toServer = "1: 0100007F:1F40 0100007F:C001 01 0:0 00:0 0 65532 0 101 1";
        var ended = "2: 0100007F:1F41 0100007F:C001 06 0:0 00:0 0 65532 0 0 1";
        var out = "3: 0100007F:C002 08080808:0050 01 0:0 00:0 0 65532 0 102 1";

        assertThat(fresh.dirt(evidence(4, 0, true, SERVER, toServer, ended), STRICT))
                .isEmpty();
        assertThat(fresh.dirt(evidence(4, 0, true, SERVER, out), STRICT).orElseThrow())
                .contains("08080808:0050");
    }

    @Test
    void unixSocketsWithANameAreSeen() {
        assertThat(OpenSocket.of("unix", "0000: 00000002 00000000 00010000 0001 01 4711 /tmp/s"))
                .hasValueSatisfying(socket -> assertThat(socket.local()).isEqualTo("/tmp/s"));
        assertThat(OpenSocket.of("unix", "0000: 00000002 00000000 00010000 0001 01 4711"))
                .isEmpty();
        assertThat(OpenSocket.of("unix", "Num       RefCount Protocol Flags    Type St Inode Path"))
                .isEmpty();
    }

    @Test
    void mountsThatKeepSomethingAreToldFromTheKernelsOwn() {
        assertThat(Look.Mount.of("90 73 0:48 / /tmp rw,nosuid - tmpfs tmpfs rw").keeps())
                .isTrue();
        assertThat(Look.Mount.of("90 73 0:48 / /v rw master:2 - ext4 /dev/vda rw")
                        .keeps())
                .isTrue();
        assertThat(Look.Mount.of("91 73 0:1 / /etc/hosts ro - ext4 /dev/vda rw").keeps())
                .isFalse();
        assertThat(Look.Mount.of("74 73 0:42 / /proc rw - proc proc rw").keeps())
                .isFalse();
        assertThat(Look.Mount.of("73 49 0:39 / / rw - overlay overlay rw").keeps())
                .isFalse();
    }
}
