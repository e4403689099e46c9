package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.check.CheckReport;
import dev.openenv.check.CheckResult;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.check.Finding;
import dev.openenv.check.Measurements;
import dev.openenv.codec.JsonText;
import dev.openenv.docker.DockerProvider;
import dev.openenv.remote.RemoteException;
import dev.openenv.remote.RemoteProvider;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is wrong with an environment. */
@Command(
        name = "check",
        description = "Look for what is wrong with an environment: episodes that cannot be repeated, state that stays"
                + " or is shared, values that are not as declared, answers that can be seen, and more.",
        footer = "Exit code 0 when nothing is wrong (advice does not count), 1 when something is.")
final class CheckCommand extends CommonOptions {

    private static final int SEEDS = 3;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description =
                    "The environment; see 'openenv list'. May be left out with --url: then the server says what it is.")
    private @Nullable String name;

    @Option(
            names = "--seed",
            paramLabel = "S",
            order = 1,
            description = "Play episodes of S and the two seeds after it (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            order = 2,
            description = "Play at most N random actions in an episode (default: ${DEFAULT-VALUE}).")
    private int steps = 200;

    @Option(names = "--json", order = 3, description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            order = 4,
            description = "Check the environment in containers of this image; 'openenv build' makes one.")
    private @Nullable String image;

    @Option(
            names = "--url",
            paramLabel = "URL",
            order = 5,
            description = "Check the environment of this server, for example http://127.0.0.1:8000, in Java or Python;"
                    + " 'openenv serve' runs one.")
    private @Nullable String url;

    private final Screen screen;
    private final Entries entries;

    CheckCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        EvaluationOptions.positive("--steps", steps);
        var report = checked();
        if (json) {
            screen.line(JsonText.write(report.toJson()));
        } else {
            print(report);
        }
        return report.passed() ? ExitCode.OK : ExitCode.FAILED;
    }

    private CheckReport checked() {
        if (image != null && url != null) {
            throw new WrongUsageException("--image and --url name two homes; choose one");
        }
        try {
            if (name != null) {
                return checked(entries.named(name));
            }
            if (url == null) {
                throw new WrongUsageException("which environment? Say its NAME, or the --url of a server");
            }
            return checked(EnvironmentCheck.of(there(RemoteProvider.at(URI.create(url)))));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        } catch (RemoteException e) {
            throw new CannotRunException("cannot ask " + url + " for its environment: " + e.getMessage(), e);
        }
    }

    private <A extends Action, O extends Observation> CheckReport checked(CatalogEntry<A, O> entry) {
        return checked(EnvironmentCheck.of(entry.withProvider(home(entry.provider()))));
    }

    private <A extends Action, O extends Observation> EnvironmentProvider<A, O> home(EnvironmentProvider<A, O> like) {
        if (url != null) {
            return there(RemoteProvider.at(URI.create(url), like));
        }
        return image == null ? like : DockerProvider.image(image, like);
    }

    /** Asks the server once, so that one that is not there is no finding of every check. */
    private static <A extends Action, O extends Observation> RemoteProvider<A, O> there(RemoteProvider<A, O> server) {
        server.schema();
        return server;
    }

    private CheckReport checked(EnvironmentCheck<?, ?> check) {
        var seeds = new long[SEEDS];
        for (var i = 0; i < SEEDS; i++) {
            seeds[i] = seed + i;
        }
        return check.withSeeds(seeds).withSteps(steps).run();
    }

    private void print(CheckReport report) {
        screen.line(screen.bold(report.environment()));
        report.results().forEach((check, result) -> {
            screen.line(word(result) + "  " + check.title()
                    + result.skipped().map(reason -> ": " + reason).orElse(""));
            result.findings().forEach(this::print);
        });
        report.measurements().ifPresent(this::print);
        screen.line(report.errors().size() + " errors, "
                + (report.findings().size() - report.errors().size()) + " pieces of advice");
    }

    private String word(CheckResult result) {
        if (result.skipped().isPresent()) {
            return "skipped";
        }
        return result.findings().isEmpty()
                ? screen.green("ok     ")
                : result.passed() ? "advice " : screen.red("error  ");
    }

    private void print(Finding finding) {
        var place = finding.place();
        screen.line("         " + finding.code() + (place.isEmpty() ? "" : " (" + place + ")") + ": "
                + Printable.line(finding.seen()));
        screen.line("         " + Printable.line(finding.advice()));
    }

    private void print(Measurements measured) {
        var step = measured.stepBytes();
        var solved = measured.randomSolved();
        screen.line(String.format(
                Locale.ROOT,
                "%.1f us a step, %.1f us a reset%s; random actions: reward %.2f%s in %d episodes of %d steps",
                measured.step().toNanos() / 1e3,
                measured.reset().toNanos() / 1e3,
                step == null ? "" : ", " + step + " bytes a step",
                measured.randomReward(),
                solved == null ? "" : ", solved " + Math.round(100 * solved) + " %",
                measured.episodes(),
                measured.steps()));
    }
}
