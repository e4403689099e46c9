package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.CatalogEntry;
import dev.openenv.Grading;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.recording.RecordingWriter;
import dev.openenv.rollout.Rollouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One episode, printed as it is played, by an agent of the catalogue or by a person. Confined to one thread. */
final class Performance<A extends Action, O extends Observation> {

    private static final Duration LONGEST_FOR_A_PERSON = Duration.ofDays(365);

    private final Screen screen;
    private final Interruption interruption;
    private final CatalogEntry<A, O> entry;
    private final EpisodeText text;
    private final NarratedProvider<A, O> provider;
    private final Rollouts<A, O> rollouts;

    private Performance(Screen screen, Interruption interruption, CatalogEntry<A, O> entry, boolean refusals) {
        this.screen = screen;
        this.interruption = interruption;
        this.entry = entry;
        this.text = new EpisodeText(screen);
        this.provider = new NarratedProvider<>(entry.provider(), text, refusals);
        this.rollouts = Rollouts.of(provider).drawings(true);
    }

    static <A extends Action, O extends Observation> Performance<A, O> byAgent(
            Screen screen, Interruption interruption, CatalogEntry<A, O> entry, String agent) {
        var performance = new Performance<>(screen, interruption, entry, true);
        performance.rollouts.agent(agent, Entries.agent(entry, agent));
        return performance;
    }

    static <A extends Action, O extends Observation> Performance<A, O> byPerson(
            Screen screen, Interruption interruption, CatalogEntry<A, O> entry, LineInput input) {
        var performance = new Performance<>(screen, interruption, entry, false);
        Supplier<Agent<A, O>> person = () -> new Person<>(screen, input, performance.provider);
        performance
                .rollouts
                .agent(Person.NAME, person)
                .invalidActionLimit(Integer.MAX_VALUE)
                .episodeLimit(LONGEST_FOR_A_PERSON);
        return performance;
    }

    /** Plays and returns the exit code. */
    int play(ResetOptions options, int maxSteps, @Nullable Path recording) throws InterruptedException {
        if (recording == null) {
            return play(options, maxSteps);
        }
        try (var writer = RecordingWriter.create(recording)) {
            rollouts.listener(writer.listener(entry.provider()));
            var code = play(options, maxSteps);
            screen.line("recorded: " + recording);
            return code;
        }
    }

    private int play(ResetOptions options, int maxSteps) throws InterruptedException {
        var spec = entry.provider().spec();
        var seed = options.originalSeed().map(value -> ", seed " + value).orElse("");
        screen.line(screen.bold(spec.name()) + " " + Printable.line(spec.version()) + seed);
        screen.line(Printable.line(spec.description()));
        var task = TaskSet.builder().add(Task.of("play"), Grading.of(options)).build();
        var running = rollouts.tasks(task).maxSteps(maxSteps).retries(0).start();
        interruption.cancelWith(running::cancel);
        var episode = running.await().trajectories().get(0);
        text.end(episode);
        if (interruption.occurred()) {
            return ExitCode.INTERRUPTED;
        }
        return episode.outcome() == Outcome.ENVIRONMENT_FAILED || episode.outcome() == Outcome.AGENT_FAILED
                ? ExitCode.FAILED
                : ExitCode.OK;
    }
}
