package dev.openenv.report;

import dev.openenv.EnvironmentSpec;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import dev.openenv.json.JsonObject;
import dev.openenv.report.AgentEpisodes.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the page knows of every episode without its steps: worlds, tasks, agents with their statistics, and a row each. */
final class ReportIndex {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    /** An episode and where its steps come from. */
    record Entry(int number, int agent, Trajectory<?, ?> episode, PlayedRun<?, ?> run, int numberInRun) {

        JsonObject document() {
            return run.document(numberInRun);
        }
    }

    private final List<AgentEpisodes> groups;
    private final List<World> worlds;
    private final Map<World, EnvironmentSpec> specs = new HashMap<>();
    private final Map<World, Map<String, Integer>> tasks = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    ReportIndex(List<AgentEpisodes> groups, List<PlayedRun<?, ?>> runs) {
        this.groups = groups;
        worlds = groups.stream().map(AgentEpisodes::world).distinct().toList();
        for (var run : runs) {
            for (var number = 0; number < run.episodes().size(); number++) {
                var episode = run.episodes().get(number);
                var world = World.of(episode);
                specs.putIfAbsent(world, run.spec());
                var known = tasks.computeIfAbsent(world, key -> new LinkedHashMap<>());
                known.putIfAbsent(episode.task().id(), known.size());
                entries.add(new Entry(entries.size(), agent(episode), episode, run, number));
            }
        }
    }

    List<Entry> entries() {
        return entries;
    }

    JsonObject json(String title, @Nullable String created, Set<Integer> shown, int limit) {
        return JsonObject.builder()
                .put("title", title)
                .put("created", created)
                .put("limit", limit)
                .put("shown", shown.size())
                .put("outcomes", OUTCOMES.stream().map(ReportIndex::name).toList())
                .put("excluded", excluded())
                .put("worlds", worlds.stream().map(this::world).toList())
                .put("agents", groups.stream().map(this::agent).toList())
                .put(
                        "episodes",
                        entries.stream().map(entry -> row(entry, shown)).toList())
                .build();
    }

    private int agent(Trajectory<?, ?> episode) {
        var world = World.of(episode);
        for (var i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            if (group.agent().equals(episode.agent()) && group.world().equals(world)) {
                return i;
            }
        }
        throw new IllegalStateException("an episode of no group: " + episode);
    }

    private JsonObject world(World world) {
        var json = JsonObject.builder().put("name", world.name()).put("version", world.version());
        var spec = specs.get(world);
        if (spec != null) {
            json.put("description", spec.description());
        }
        return json.put("tasks", List.copyOf(tasks.getOrDefault(world, Map.of()).keySet()))
                .build();
    }

    private JsonObject agent(AgentEpisodes group) {
        var statistics = group.statistics();
        var outcomes = OUTCOMES.stream().map(statistics::count).toList();
        return JsonObject.builder()
                .put("name", statistics.agent())
                .put("world", worlds.indexOf(group.world()))
                .put("episodes", statistics.episodes())
                .put("tasks", statistics.tasks())
                .put("countedTasks", statistics.countedTasks())
                .put("excluded", statistics.excluded())
                .put("outcomes", outcomes)
                .put("solved", statistics.successDeclared() ? statistics.solved() : null)
                .put("rate", value(statistics.solvedRate()))
                .put("rateInterval", value(statistics.solvedInterval()))
                .put("reward", value(statistics.meanReward()))
                .put("rewardInterval", value(statistics.rewardInterval()))
                .put("meanSteps", value(statistics.meanSteps()))
                .put("steps", statistics.steps())
                .put("stepsPerSecond", value(statistics.stepsPerSecond()))
                .put("refused", statistics.refusedActions())
                .put("errors", statistics.errors())
                .put(
                        "usage",
                        statistics.usage().equals(Usage.none()) ? null : EpisodeDocument.usage(statistics.usage()))
                .build();
    }

    /** A row is a list, not an object: names would be most of the page. The order is that of {@code readEpisode} in the page. */
    private List<Object> row(Entry entry, Set<Integer> shown) {
        var episode = entry.episode();
        return List.of(
                entry.agent(),
                tasks.getOrDefault(World.of(episode), Map.of())
                        .getOrDefault(episode.task().id(), -1),
                episode.attempt(),
                OUTCOMES.indexOf(episode.outcome()),
                episode.totalReward(),
                episode.stepCount(),
                AgentStatistics.refusedActions(episode),
                episode.duration().toNanos() / 1e9,
                episode.episodeId(),
                shown.contains(entry.number()) ? 1 : 0);
    }

    private static List<Integer> excluded() {
        return OUTCOMES.stream()
                .filter(outcome -> !outcome.countsForAgent())
                .map(OUTCOMES::indexOf)
                .toList();
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable List<Double> value(Optional<ConfidenceInterval> interval) {
        return interval.map(bounds -> List.of(bounds.low(), bounds.high())).orElse(null);
    }
}
