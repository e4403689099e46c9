package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Environment;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A container that tries to get out: each attempt is stopped, or is a hole that the explanation names. */
@Timeout(300)
@Tag("docker-slow")
class EscapeIT {

    private static final String CONNECTED = "connected";

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect 169.254.169.254 80",
                "connect 1.1.1.1 53",
                "connect localhost 22",
                "write /etc/passwd",
                "write /usr/lib/x",
                "write /root/x",
                "write /proc/sys/kernel/core_pattern",
                "write /proc/sysrq-trigger",
                "write /sys/fs/cgroup/x",
                "write /dev/x",
                "execute /tmp/program",
                "read /proc/kcore",
                "read /proc/1/root/etc/shadow",
                "read /dev/sda",
                "list /var/run/docker.sock",
                "raw-socket",
                "mount",
                "device /tmp/disk",
                "namespace",
                "setuid"
            })
    void anAttemptIsStopped(String attempt) {
        try (var env = Probe.provider().open()) {
            env.reset();
            assertThat(Probe.does(env, attempt)).startsWith("failed: ");
            assertThat(Probe.does(env, "whoami")).isEqualTo("65532:65532");
        }
    }

    @Test
    void itSeesItsOwnProcessesAndInterfacesOnly() {
        try (var env = Probe.provider().open()) {
            env.reset();
            var processes = Probe.does(env, "list /proc").split(" ", -1);
            assertThat(List.of(processes)).contains("1").noneMatch(name -> name.matches("[1-9]\\d{2,}"));
            assertThat(Probe.does(env, "list /sys/class/net")).isEqualTo("lo");
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkAccess.class)
    void whatListensOnTheMachineIsReachedOnlyWhereThatIsAHole(NetworkAccess network) throws Exception {
        var probe = Probe.provider().withConfinement(c -> c.withNetwork(network));
        try (var listening = new ServerSocket(0);
                var env = probe.open()) {
            env.reset();
            var reached = reaches(env, listening.getLocalPort());
            var explained = String.join("\n", Probe.container(env).explain().holes());

            switch (network) {
                case NONE, ISOLATED -> assertThat(reached).isFalse();
                case INTERNAL -> {
                    assertThat(reached).isTrue();
                    assertThat(explained).contains("listens on all interfaces of the engine's machine can be reached");
                }
                case OPEN -> {
                    assertThat(reached).isTrue();
                    assertThat(explained).contains("that machine included");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = NetworkAccess.class,
            names = {"NONE", "INTERNAL", "ISOLATED"})
    void oneContainerDoesNotReachAnother(NetworkAccess network) {
        var probe = Probe.provider().withConfinement(c -> c.withNetwork(network));
        try (var one = probe.open();
                var other = probe.open()) {
            one.reset();
            var networks = Probe.container(other).inspect().getNetworkSettings().getNetworks();
            var address = networks.values().iterator().next().getIpAddress();
            if (address != null && !address.isEmpty()) {
                assertThat(Probe.does(one, "connect " + address + " 8000")).startsWith("failed: ");
            } else {
                assertThat(network).isEqualTo(NetworkAccess.NONE);
            }
        }
    }

    /** Whether one of this machine's addresses answers. */
    private static boolean reaches(Environment<JsonAction, JsonObservation> env, int port) throws IOException {
        var reached = false;
        for (var address : NetworkInterface.networkInterfaces()
                .flatMap(each -> each.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress)
                .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
                .toList()) {
            reached |= Probe.does(env, "connect " + address.getHostAddress() + " " + port)
                    .equals(CONNECTED);
        }
        return reached;
    }
}
