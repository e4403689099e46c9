package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this JVM left on the engine's machine. */
final class Traces {

    private Traces() {}

    static void assertNone() {
        if (!DockerEngine.usual().answers()) {
            return;
        }
        assertThat(containers()).as("containers").isEmpty();
        assertThat(networks()).as("networks").isEmpty();
        assertThat(rules()).as("firewall rules").isEmpty();
    }

    static List<String> containers() {
        return DockerEngine.usual().containers().stream()
                .filter(container ->
                        container.process() == ProcessHandle.current().pid())
                .map(OwnContainer::name)
                .toList();
    }

    static List<String> networks() {
        return DockerEngine.usual().calls().listNetworksCmd().exec().stream()
                .filter(Traces::isOurs)
                .map(Network::getName)
                .toList();
    }

    private static boolean isOurs(Network network) {
        var labels = network.getLabels();
        return Owner.thisProcess()
                .label()
                .equals((labels == null ? Map.<String, String>of() : labels).get(Labels.OWNER));
    }

    /** Rules for bridges of ours, whoever's. */
    static List<String> rules() {
        return Stream.of("DOCKER-USER", "INPUT").flatMap(Traces::rules).toList();
    }

    private static Stream<String> rules(String chain) {
        try {
            var process = new ProcessBuilder("iptables", "-w", "-S", chain).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().filter(line -> line.contains("-i oe"));
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
