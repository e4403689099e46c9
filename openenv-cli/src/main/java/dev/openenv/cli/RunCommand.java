package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.docker.DockerProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agents over the tasks of any environment. */
@Command(
        name = "run",
        description =
                "Play the tasks of an environment with one or more agents, and write recorded episodes and a report.",
        footer = "Exit code 0 when every episode finished (solved or not), 1 when the environment failed in one, 3 when"
                + " DIR cannot be written, 130 after Ctrl-C (what was done is saved).")
final class RunCommand extends CommonOptions {

    private static final int EPISODES_WITHOUT_TASKS = 10;

    @Parameters(paramLabel = "NAME", description = "The environment; see 'openenv list'.")
    private String name = "";

    @Option(
            names = "--agent",
            paramLabel = "A",
            required = true,
            order = 1,
            description = "Who plays; may be given several times.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--tasks",
            paramLabel = "N",
            order = 2,
            description = "Play the first N tasks (default: all; an environment without tasks plays N episodes, "
                    + EPISODES_WITHOUT_TASKS + " by default).")
    private @Nullable Integer tasks;

    @Option(names = "--split", paramLabel = "S", order = 3, description = "Play the tasks of this split only.")
    private @Nullable String split;

    @Option(
            names = "--attempts",
            paramLabel = "K",
            order = 4,
            description = "Play each task K times (default: ${DEFAULT-VALUE}).")
    private int attempts = 1;

    @Option(names = "--max-steps", paramLabel = "N", order = 5, description = "Cut episodes off after N steps.")
    private int maxSteps = Integer.MAX_VALUE;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            order = 6,
            description = "Play in containers of this image, one for each episode; 'openenv build' makes one.")
    private @Nullable String image;

    @Mixin
    private EvaluationOptions options = new EvaluationOptions();

    private final Screen screen;
    private final Interruption interruption;
    private final Entries entries;

    RunCommand(Screen screen, Interruption interruption, Entries entries) {
        this.screen = screen;
        this.interruption = interruption;
        this.entries = entries;
    }

    @Override
    public Integer call() throws InterruptedException {
        return run(home(entries.named(name)));
    }

    private <A extends Action, O extends Observation> CatalogEntry<A, O> home(CatalogEntry<A, O> entry) {
        return image == null ? entry : entry.withProvider(DockerProvider.image(image, entry.provider()));
    }

    private <A extends Action, O extends Observation> int run(CatalogEntry<A, O> entry) throws InterruptedException {
        agents.forEach(agent -> Entries.agent(entry, agent));
        var plan = new EvaluationPlan(
                name + ": " + String.join(", ", agents),
                tasks(entry.provider().tasks()),
                EvaluationOptions.positive("--attempts", attempts),
                options.parallel(),
                options.seed(),
                EvaluationOptions.positive("--max-steps", maxSteps));
        var out = options.out();
        var folder = RunFolder.open(out == null ? RunFolder.unused(name) : out);
        var evaluation = new Evaluation(screen, interruption, plan, folder);
        try (folder) {
            evaluation.play(entry, new LinkedHashSet<>(agents));
        }
        return evaluation.finish();
    }

    private TaskSet tasks(TaskSet all) {
        var count = tasks == null ? null : (Integer) EvaluationOptions.positive("--tasks", tasks);
        if (all.isEmpty()) {
            if (split != null) {
                throw new WrongUsageException("'" + name + "' has no tasks, so no split '" + split + "'");
            }
            return episodes(count == null ? EPISODES_WITHOUT_TASKS : count);
        }
        var chosen = split == null ? all : all.split(split);
        if (chosen.isEmpty()) {
            throw new WrongUsageException(
                    "'" + name + "' has no split '" + split + "'; there are " + String.join(", ", all.splits()));
        }
        return count == null ? chosen : chosen.limit(count);
    }

    private static TaskSet episodes(int count) {
        var episodes = TaskSet.builder();
        for (var i = 0; i < count; i++) {
            episodes.add(Task.of("episode-" + i));
        }
        return episodes.build();
    }
}
