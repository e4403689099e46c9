package dev.openenv.cli;

import dev.openenv.CatalogEntry;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.WordGame;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Two agents and the word game: what the SDK does, in one command. */
@Command(
        name = "demo",
        description = {
            "Play the word game with two agents, and write recorded episodes and a report.",
            "",
            "Five letters, six guesses. The agent 'simple' takes the first word that fits what it knows, 'information'"
                    + " the guess from which it expects to learn most."
        },
        footer = "Exit code 0 when every episode finished, 1 when the environment failed in one, 3 when DIR cannot be"
                + " written, 130 after Ctrl-C (what was done is saved).")
final class DemoCommand extends CommonOptions {

    private static final String NAME = "demo";

    @Option(
            names = "--tasks",
            paramLabel = "N",
            order = 1,
            description = "Play the first N of the game's 100 test words (default: ${DEFAULT-VALUE}).")
    private int tasks = 100;

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
        var entry = CatalogEntry.of(WordGame.provider())
                .withPolicy("simple", SimpleGuesser::new)
                .withPolicy("information", InformationGuesser::new);
        var plan = new EvaluationPlan(
                "Word game: two agents",
                List.copyOf(entry.agents().keySet()),
                entry.provider().tasks().split("test").limit(EvaluationOptions.positive("--tasks", tasks)),
                1,
                options.parallel(),
                options.seed(),
                Integer.MAX_VALUE);
        var folder = RunFolder.open(Objects.requireNonNullElse(options.out(), RunFolder.usual(NAME)));
        screen.line(screen.bold("The word game: " + plan.tasks().size() + " words, two agents, " + plan.parallel()
                + " at a time, in this process."));
        screen.line("Over the wire and in a container: not in this version.");
        screen.line();
        return Evaluation.run(screen, interruption, entry, plan, folder);
    }
}
