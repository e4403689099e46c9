package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One episode, by a person or an agent. */
@Command(
        name = "play",
        description = {
            "Play one episode at the prompt, or watch an agent play it.",
            "",
            "At the prompt type the value of the action's field, field=value ..., or a JSON object; 'help' shows the"
                    + " fields, 'state' where the episode stands, 'quit' (or the end of the input) ends it."
        },
        footer = "Exit code 0 when the episode ended or was quit, 1 when the environment or the agent failed.")
final class PlayCommand extends CommonOptions {

    @Parameters(paramLabel = "NAME", description = "The environment; see 'openenv list'.")
    private String name = "";

    @Option(names = "--agent", paramLabel = "A", order = 1, description = "Let this agent play.")
    private @Nullable String agent;

    @Option(names = "--seed", paramLabel = "S", order = 2, description = "The episode's seed (default: a random one).")
    private @Nullable BigInteger seed;

    @Option(
            names = "--option",
            paramLabel = "K=V",
            order = 3,
            description = "Reset with option K; V is read as JSON where it is JSON. May be given several times.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--record", paramLabel = "FILE", order = 4, description = "Record the episode in a new file.")
    private @Nullable Path recording;

    @Option(names = "--max-steps", paramLabel = "N", order = 5, description = "End the episode after N steps.")
    private int maxSteps = Integer.MAX_VALUE;

    private final Screen screen;
    private final LineInput input;
    private final Interruption interruption;
    private final Entries entries;

    PlayCommand(Screen screen, LineInput input, Interruption interruption, Entries entries) {
        this.screen = screen;
        this.input = input;
        this.interruption = interruption;
        this.entries = entries;
    }

    @Override
    public Integer call() throws InterruptedException {
        EvaluationOptions.positive("--max-steps", maxSteps);
        return performance(entries.named(name)).play(options(), maxSteps, recording);
    }

    private <A extends Action, O extends Observation> Performance<A, O> performance(CatalogEntry<A, O> entry) {
        return agent == null
                ? Performance.byPerson(screen, interruption, entry, input)
                : Performance.byAgent(screen, interruption, entry, agent);
    }

    private ResetOptions options() {
        var options = ResetOptions.defaults();
        for (var value : values.entrySet()) {
            options = options.with(value.getKey(), json(value.getValue()));
        }
        return seed == null ? options.withSeedIfAbsent() : options.withSeed(seed);
    }

    private static @Nullable Object json(String text) {
        try {
            return JsonText.parse("{\"value\":" + text + "}").get("value");
        } catch (JsonFormatException notJson) {
            return text;
        }
    }
}
