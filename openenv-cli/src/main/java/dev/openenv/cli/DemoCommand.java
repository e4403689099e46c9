package dev.openenv.cli;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentProvider;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordGame;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two agents and the word game, in several homes: what the SDK does, in one command. */
@Command(
        name = "demo",
        description = {
            "Play the word game and work at the ticket desk, with two agents each, and write recorded episodes and a report.",
            "",
            "Five letters, six guesses. The agent 'simple' takes the first word that fits what it knows, 'information'"
                    + " the guess from which it expects to learn most. They play in this process (here), then on a server"
                    + " in another process (wire), which must give the same games. Then the client of the Python package"
                    + " openenv plays on that server (python); the package is installed once, into the user's cache folder,"
                    + " and left out when there is no Python. Last, an image of the game is made and the first games are"
                    + " played in containers of it (container); this is left out when no Docker engine answers.",
            "",
            "At the ticket desk, in this process, the agent 'tools' calls one tool in each step, 'code' writes Python that"
                    + " calls the same tools; both do the same thirty tasks."
        },
        footer = "Exit code 0 when every episode finished, and the same everywhere; 1 when not; 3 when DIR cannot be"
                + " written, 130 after Ctrl-C (what was done is saved).")
final class DemoCommand extends CommonOptions {

    private static final String NAME = "demo";

    static CatalogEntry<Guess, Feedback> withAgents(EnvironmentProvider<Guess, Feedback> provider, String suffix) {
        return CatalogEntry.of(provider)
                .withPolicy("simple" + suffix, SimpleGuesser::new)
                .withPolicy("information" + suffix, InformationGuesser::new);
    }

    @Option(
            names = "--tasks",
            paramLabel = "N",
            order = 1,
            description = "Play the first N of the game's 100 test words (default: ${DEFAULT-VALUE}).")
    private int tasks = 100;

    @Option(
            names = "--where",
            paramLabel = "WHERE",
            split = ",",
            order = 2,
            description = "Any of here, wire, python, container, separated by commas (default: all).")
    private Set<Home> where = EnumSet.allOf(Home.class);

    @Mixin
    private EvaluationOptions options = new EvaluationOptions();

    private final Screen screen;
    private final Interruption interruption;

    DemoCommand(Screen screen, Interruption interruption) {
        this.screen = screen;
        this.interruption = interruption;
    }

    @Override
    public Integer call() throws InterruptedException {
        var entry = withAgents(WordGame.provider(), "");
        var plan = new EvaluationPlan(
                "Word game and ticket desk",
                entry.provider().tasks().split("test").limit(EvaluationOptions.positive("--tasks", tasks)),
                1,
                options.parallel(),
                options.seed(),
                Integer.MAX_VALUE);
        var folder = RunFolder.open(Objects.requireNonNullElse(options.out(), RunFolder.usual(NAME)));
        screen.line(screen.bold(
                "The word game: " + plan.tasks().size() + " words, two agents, " + plan.parallel() + " at a time."));
        var evaluation = new Evaluation(screen, interruption, plan, folder);
        boolean same;
        try (folder;
                var python = where.contains(Home.PYTHON)
                        ? PythonPackage.prepare(System.getenv(), Path.of(System.getProperty("user.home")))
                        : PythonPackage.none()) {
            var tour = new DemoTour(screen, interruption, evaluation, plan, python);
            same = tour.play(entry, where);
            if (where.contains(Home.HERE)) {
                tour.desk(tasks);
            }
        }
        var code = evaluation.finish();
        return code == ExitCode.OK && !same ? (Integer) ExitCode.FAILED : (Integer) code;
    }
}
