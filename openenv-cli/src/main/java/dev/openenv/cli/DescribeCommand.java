package dev.openenv.cli;

import dev.openenv.CatalogEntry;
import dev.openenv.RewardRange;
import dev.openenv.SuccessCriterion;
import dev.openenv.codec.JsonText;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything that is known of an environment. */
@Command(
        name = "describe",
        description = "Describe an environment: actions, observations, rewards, limits, success, tasks, agents.")
final class DescribeCommand extends CommonOptions {

    @Parameters(paramLabel = "NAME", description = "The environment; see 'openenv list'.")
    private String name = "";

    @Option(names = "--json", order = 1, description = "Print the spec as JSON, with JSON Schemas.")
    private boolean json;

    private final Screen screen;
    private final Entries entries;

    DescribeCommand(Screen screen, Entries entries) {
        this.screen = screen;
        this.entries = entries;
    }

    @Override
    public Integer call() {
        var entry = entries.named(name);
        if (json) {
            screen.line(JsonText.write(entry.provider().spec().toJson()));
        } else {
            print(entry);
        }
        return ExitCode.OK;
    }

    private void print(CatalogEntry<?, ?> entry) {
        var spec = entry.provider().spec();
        screen.line(screen.bold(spec.name()) + " " + Printable.line(spec.version()));
        Paragraph.broken(Printable.line(spec.description()), Math.min(100, screen.columns()))
                .forEach(screen::line);
        heading("Action");
        new SchemaText(screen, spec.actionSchema()).print();
        heading("Observation");
        new SchemaText(screen, spec.observationSchema()).print();
        screen.line();
        fact("Reward", spec.rewardRange().map(DescribeCommand::words).orElse("not bounded"));
        fact(
                "Limit",
                spec.maxSteps().isPresent()
                        ? spec.maxSteps().getAsInt() + " steps for each episode"
                        : "no limit of steps");
        fact("Solved", spec.solved().map(DescribeCommand::words).orElse("not declared"));
        fact("Seed", spec.seeded() ? "the same seed gives the same episode" : "episodes cannot be repeated");
        var tasks = entry.provider().tasks();
        fact(
                "Tasks",
                tasks.isEmpty()
                        ? "none"
                        : tasks.splits().stream()
                                .map(split -> tasks.split(split).size() + " in split " + split)
                                .collect(Collectors.joining(", ")));
        fact(
                "Agents",
                entry.agents().isEmpty()
                        ? "none"
                        : String.join(", ", entry.agents().keySet()));
    }

    private void heading(String text) {
        screen.line();
        screen.line(screen.bold(text));
    }

    private void fact(String what, String text) {
        screen.line(screen.bold(String.format("%-8s", what)) + Printable.line(text));
    }

    private static String words(RewardRange range) {
        return number(range.minimum()) + " to " + number(range.maximum()) + " for each step";
    }

    private static String words(SuccessCriterion criterion) {
        return (criterion.mustTerminate() ? "the episode comes to its own end and " : "")
                + "the sum of rewards is at least " + number(criterion.minimumTotalReward());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
