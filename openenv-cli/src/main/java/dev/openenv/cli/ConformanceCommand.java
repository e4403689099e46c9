package dev.openenv.cli;

import dev.openenv.conformance.check.CheckOutcome;
import dev.openenv.conformance.check.CheckResult;
import dev.openenv.conformance.check.Conformance;
import dev.openenv.conformance.check.ConformanceReport;
import dev.openenv.conformance.check.TestedWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The numbered checks of the wire against a server. */
@Command(
        name = "conformance",
        description = "Check a server of a conformance world against the numbered list of the wire.",
        footer =
                "Exit code 0 when no check failed, 1 when one did, 3 when the server does not answer. 'reference' means as"
                        + " the Python package behaves, where gentler behaviour is asked for. Checks that need a server"
                        + " started in another way are skipped. Serve the world with at most 4 sessions, for nobody else.")
final class ConformanceCommand extends CommonOptions {

    @Parameters(paramLabel = "URL", description = "The server, for example http://127.0.0.1:8000.")
    private String url = "";

    @Option(names = "--world", order = 1, paramLabel = "W", description = "echo, tools or tasks. Default: asked.")
    private @Nullable String world;

    @Option(names = "--only", order = 2, split = ",", paramLabel = "N", description = "Only these checks.")
    private List<Integer> only = List.of();

    @Option(names = "--long", order = 3, description = "Also the checks that take a minute and more.")
    private boolean slow;

    @Option(
            names = "--token-file",
            order = 4,
            paramLabel = "FILE",
            description = "Send 'Authorization: Bearer TOKEN', with the one line of FILE as TOKEN.")
    private @Nullable Path tokenFile;

    private final Screen screen;

    ConformanceCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        ConformanceReport report;
        try {
            report = checks().run();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CannotRunException("cannot ask " + url + " for its world: " + e.getMessage(), e);
        }
        var columns = new Columns(screen).right("No").left("Result").right("ms").left("Check");
        for (var result : report.results()) {
            columns.row(
                    result.number(),
                    word(result.outcome()),
                    result.duration().toMillis(),
                    result.title() + (result.text().isEmpty() ? "" : " | " + cut(result)));
        }
        columns.print();
        screen.line(report.world().title() + ": " + report.count(CheckOutcome.PASSED) + " passed, "
                + report.count(CheckOutcome.REFERENCE) + " as the reference, " + report.count(CheckOutcome.SKIPPED)
                + " skipped, " + report.count(CheckOutcome.FAILED) + " failed");
        return report.passed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Conformance checks() {
        var checks = Conformance.of(URI.create(url)).only(Set.copyOf(only));
        if (world != null) {
            checks = checks.world(TestedWorld.named(world));
        }
        if (tokenFile != null) {
            checks = checks.token(TokenFile.read(tokenFile));
        }
        return slow ? checks.withLong() : checks;
    }

    private static String word(CheckOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(CheckResult result) {
        var text = result.text();
        return text.length() > 400 ? text.substring(0, 400) + "..." : text;
    }
}
