package dev.openenv.report;

import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The episodes of one agent in one environment, and the wall time of the runs it played in. */
record AgentEpisodes(World world, String agent, List<Trajectory<?, ?>> episodes, Duration wallTime, boolean graded) {

    /** An environment in one version. */
    record World(String name, String version) {

        static World of(Trajectory<?, ?> episode) {
            return new World(episode.environment(), episode.environmentVersion());
        }
    }

    /** Episodes that were played together. */
    record Run(Collection<? extends Trajectory<?, ?>> episodes, Duration wallTime) {

        Run {
            Objects.requireNonNull(wallTime, "wallTime");
        }
    }

    private record Player(World world, String agent) {}

    static List<AgentEpisodes> group(Collection<? extends Trajectory<?, ?>> episodes, Duration wallTime) {
        return group(List.of(new Run(episodes, wallTime)));
    }

    static List<AgentEpisodes> group(List<Run> runs) {
        var played = new LinkedHashMap<Player, List<Trajectory<?, ?>>>();
        var times = new LinkedHashMap<Player, Duration>();
        var withoutCriterion = new LinkedHashSet<World>();
        for (var run : runs) {
            var players = new LinkedHashSet<Player>();
            for (var episode : run.episodes()) {
                var world = World.of(episode);
                var player = new Player(world, episode.agent());
                players.add(player);
                played.computeIfAbsent(player, key -> new ArrayList<>()).add(episode);
                if (episode.outcome() == Outcome.FINISHED) {
                    withoutCriterion.add(world);
                }
            }
            players.forEach(player -> times.merge(player, run.wallTime(), Duration::plus));
        }
        return played.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), times, withoutCriterion))
                .toList();
    }

    AgentStatistics statistics() {
        return AgentStatistics.of(episodes, wallTime, graded);
    }

    private static AgentEpisodes of(
            Player player,
            List<Trajectory<?, ?>> episodes,
            LinkedHashMap<Player, Duration> times,
            Set<World> withoutCriterion) {
        return new AgentEpisodes(
                player.world(),
                player.agent(),
                List.copyOf(episodes),
                times.getOrDefault(player, Duration.ZERO),
                !withoutCriterion.contains(player.world()));
    }
}
