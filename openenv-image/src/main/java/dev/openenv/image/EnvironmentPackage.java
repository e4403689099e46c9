package dev.openenv.image;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.TaskSet;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.relay.ImageContract;
import dev.openenv.rollout.Rollouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The folder in which the OpenEnv world shares an environment: {@code openenv.yaml} with its validation block, a Dockerfile that
 * needs nothing but the layers beside it, and a runtime plan, which is an episode to try. {@code openenv validate} of the Python
 * package reads it.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * EnvironmentPackage.of(EnvironmentImage.named("word-game"))
 *         .withEpisode(WordGame.provider(), () -> Agent.of(new SimpleGuesser()), 42)
 *         .writeTo(Path.of("word-game"));
 * }</pre>
 */
public final class EnvironmentPackage {

    private static final int MOST_ACTIONS = 100;

    private final EnvironmentImage image;
    private final boolean network;
    private final Set<String> tags;
    private final long seed;
    private final List<JsonObject> actions;

    private EnvironmentPackage(
            EnvironmentImage image, boolean network, Set<String> tags, long seed, List<JsonObject> actions) {
        this.image = image;
        this.network = network;
        this.tags = tags;
        this.seed = seed;
        this.actions = List.copyOf(actions);
    }

    /**
     * A package around an image.
     *
     * @param image the image
     * @return the package, without network and with no actions to try yet
     */
    public static EnvironmentPackage of(EnvironmentImage image) {
        return new EnvironmentPackage(image, false, Set.of("java"), 0, List.of());
    }

    /**
     * Declares that the environment needs the network.
     *
     * @return a copy
     */
    public EnvironmentPackage withNetwork() {
        return new EnvironmentPackage(image, true, tags, seed, actions);
    }

    /**
     * Other tags than {@code java}; they say what kind of environment it is.
     *
     * @param values at least one
     * @return a copy
     */
    public EnvironmentPackage withTags(String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a package has at least one tag");
        }
        return new EnvironmentPackage(image, network, new LinkedHashSet<>(List.of(values)), seed, actions);
    }

    /**
     * What is tried.
     *
     * @param with the seed of the episode, 0 to 4,294,967,295
     * @param tried the actions, 1 to 100; those after the episode's end are left out by whoever tries them
     * @return a copy
     */
    public EnvironmentPackage withActions(long with, List<JsonObject> tried) {
        if (with < 0 || with > 0xffff_ffffL) {
            throw new IllegalArgumentException("the seed of a plan must be 0 to 4294967295, got " + with);
        }
        if (tried.isEmpty() || tried.size() > MOST_ACTIONS) {
            throw new IllegalArgumentException("a plan has 1 to 100 actions, got " + tried.size());
        }
        return new EnvironmentPackage(image, network, tags, with, tried);
    }

    /**
     * Tries what an agent does in one episode, which is played now.
     *
     * @param provider opens the environment
     * @param agent who plays
     * @param with the seed of the episode, 0 to 4,294,967,295
     * @param <A> the actions
     * @param <O> the observations
     * @return a copy
     * @throws ImageException {@code no_actions} when the agent takes no action
     */
    public <A extends Action, O extends Observation> EnvironmentPackage withEpisode(
            EnvironmentProvider<A, O> provider, Supplier<? extends Agent<A, O>> agent, long with) {
        var codec = provider.actionCodec();
        var run = Rollouts.of(provider)
                .agent("plan", agent)
                .tasks(TaskSet.seeds("plan-", with, 1))
                .maxSteps(MOST_ACTIONS)
                .run();
        var episode = run.trajectories().get(0);
        var played = new ArrayList<JsonObject>();
        episode.steps().forEach(step -> played.add(codec.encode(step.action())));
        if (played.isEmpty()) {
            throw new ImageException("no_actions", "the agent took no action in the episode of seed " + with, null);
        }
        return withActions(with, played);
    }

    /**
     * Builds the image and writes the folder.
     *
     * @param folder made when it is not there; files of the package in it are replaced, others stay
     * @return the image, whose layers lie in the folder
     * @throws ImageException {@code no_actions} when there are none to try, and when the image cannot be built
     * @throws IOException when a file cannot be read or written
     */
    public BuiltImage writeTo(Path folder) throws IOException {
        if (actions.isEmpty()) {
            throw new ImageException(
                    "no_actions", "a package needs an episode to try: withEpisode(...) or withActions(...)", null);
        }
        Files.createDirectories(folder);
        var archive = Files.createTempFile("openenv-image", ".tar");
        try {
            var built = image.writeTo(archive);
            var layers = ArchiveLayers.unpack(archive, folder.resolve("image"));
            Files.writeString(folder.resolve("Dockerfile"), layers.dockerfile("image/"));
            Files.writeString(folder.resolve("openenv.yaml"), manifest());
            Files.createDirectories(folder.resolve("validation"));
            Files.writeString(folder.resolve("validation").resolve("runtime.json"), JsonText.write(plan()) + "\n");
            return built;
        } finally {
            Files.delete(archive);
        }
    }

    private JsonObject plan() {
        var reset = JsonObject.of("episode_id", "plan-" + seed, "seed", seed, "options", JsonObject.empty());
        return JsonObject.of("plan_schema_version", "1", "reset", reset, "actions", actions);
    }

    /** A JSON text is a YAML text, so quoting is JSON's. */
    private String manifest() {
        var spec = image.spec();
        var range = spec.rewardRange();
        var rewards = range.isEmpty()
                ? List.of(0.0, 1.0)
                : List.of(range.get().minimum(), range.get().maximum());
        return String.join(
                        "\n",
                        "spec_version: 1",
                        "name: " + JsonValue.text(spec.name().replace(':', '-')),
                        "version: " + JsonValue.text(spec.version()),
                        "description: " + JsonValue.text(spec.description()),
                        "type: space",
                        "runtime: docker",
                        "port: " + ImageContract.PORT,
                        "validation:",
                        "  reward:",
                        "    range: " + JsonValue.text(rewards),
                        "    floor_margin: 0.1",
                        "  resources: {cpu: 1.0, memory_mb: 512, disk_mb: 128, episode_timeout_s: 300.0}",
                        "  network:",
                        "    mode: " + (network ? "public" : "no-network"),
                        "  capabilities:",
                        "    verifier: {kind: reward_channel}",
                        "    task_api: true",
                        "  types:",
                        "    tags: ["
                                + String.join(
                                        ", ", tags.stream().map(JsonValue::text).toList()) + "]",
                        "  execution:",
                        "    kind: openenv_ws",
                        "    probe_path: validation/runtime.json",
                        "    dockerfile: Dockerfile",
                        "    context: .",
                        "    agent_boundary: api",
                        "    requires_credentials: false")
                + "\n";
    }

    @Override
    public String toString() {
        return "EnvironmentPackage[" + image + "]";
    }
}
