package dev.openenv.cli;

import dev.openenv.server.EnvServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code openenv serve} about who may come in and what is told to whom. */
final class ExposureOptions {

    @Option(
            names = "--token-file",
            order = 20,
            paramLabel = "FILE",
            description = "Let in only who sends 'Authorization: Bearer TOKEN', with the one line of FILE as TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--allow-origin",
            order = 21,
            paramLabel = "ORIGIN",
            description = "Pages that may use this server, such as https://play.example; repeatable; * for all."
                    + " Default: this server's own.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--allow-host",
            order = 22,
            paramLabel = "NAME",
            description =
                    "Names under which clients may call this server; repeatable. Default: those of this machine when"
                            + " it listens on loopback, else any.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--tls-cert",
            order = 23,
            paramLabel = "FILE",
            description = "Serve https and wss with this certificate chain (PEM).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            order = 24,
            paramLabel = "FILE",
            description = "The certificate's private key (PEM, PKCS#8, not encrypted).")
    private @Nullable Path key;

    @Option(
            names = "--hide-errors",
            order = 25,
            description = "Tell clients an id instead of what an environment threw;"
                    + " the log has the rest. Default in production mode.")
    private boolean hideErrors;

    @Option(
            names = "--show-errors",
            order = 26,
            description = "Tell clients what an environment threw." + " Default in simulation mode.")
    private boolean showErrors;

    @Option(names = "--metrics", order = 27, description = "Serve counts and times at /metrics, for Prometheus.")
    private boolean metrics;

    @Option(names = "--access-log", order = 28, description = "Log every request on standard error.")
    private boolean accessLog;

    void apply(EnvServer server) {
        if (hideErrors && showErrors) {
            throw new WrongUsageException("--hide-errors and --show-errors exclude each other");
        }
        if (hideErrors || showErrors) {
            server.hideErrors(hideErrors);
        }
        if ((certificate == null) != (key == null)) {
            throw new WrongUsageException("--tls-cert and --tls-key belong together");
        }
        if (certificate != null && key != null) {
            server.tls(certificate, key);
        }
        if (tokenFile != null) {
            server.token(TokenFile.read(tokenFile));
        }
        server.allowedOrigins(origins.toArray(new String[0]))
                .allowedHosts(hosts.toArray(new String[0]))
                .accessLog(accessLog);
    }

    boolean token() {
        return tokenFile != null;
    }

    boolean metrics() {
        return metrics;
    }

    boolean accessLog() {
        return accessLog;
    }
}
