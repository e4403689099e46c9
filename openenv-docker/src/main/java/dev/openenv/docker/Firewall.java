package dev.openenv.docker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rules that drop what containers begin: of connections from a bridge to elsewhere, and to this machine. Answers to connections
 * from this machine pass.
 */
final class Firewall {

    private static final Logger LOG = LoggerFactory.getLogger(Firewall.class);
    private static final List<String> CHAINS = List.of("DOCKER-USER", "INPUT");
    private static final int LIMIT_SECONDS = 10;
    private static final int MOST_WORDS = 300;

    private Firewall() {}

    /** Whether rules can be set. */
    static void check() throws FirewallException {
        run(List.of("-n", "-L", "DOCKER-USER"));
    }

    static void closeOff(String bridge) throws FirewallException {
        for (var chain : CHAINS) {
            run(rule("-I", chain, bridge));
        }
    }

    /** Takes the rules away; those that are not there do not matter. */
    static void open(String bridge) {
        if (bridge.isEmpty()) {
            return;
        }
        for (var chain : CHAINS) {
            try {
                run(rule("-C", chain, bridge));
            } catch (FirewallException notThere) {
                continue;
            }
            try {
                run(rule("-D", chain, bridge));
            } catch (FirewallException e) {
                LOG.warn("not_removed rule bridge={} chain={} reason={}", bridge, chain, e.getMessage());
            }
        }
    }

    private static List<String> rule(String change, String chain, String bridge) {
        return List.of(change, chain, "-i", bridge, "-m", "conntrack", "--ctstate", "NEW", "-j", "DROP");
    }

    private static void run(List<String> words) throws FirewallException {
        var command = new ArrayList<>(List.of("iptables", "-w"));
        command.addAll(words);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new FirewallException("iptables did not end within " + LIMIT_SECONDS + " seconds", null);
            }
            if (process.exitValue() != 0) {
                throw new FirewallException("iptables says: " + said, null);
            }
        } catch (IOException e) {
            throw new FirewallException("iptables cannot be run, " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FirewallException("interrupted while iptables ran", e);
        }
    }
}
