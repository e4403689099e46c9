package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.tools.Tools;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The tools of an environment, so that one whose name is misspelt is not taken for one that was never called. */
final class KnownTools {

    /** Asking takes an environment; those of a provider are alike. */
    private static final Map<EnvironmentProvider<?, ?>, Optional<List<String>>> ALL =
            Collections.synchronizedMap(new WeakHashMap<>());

    private KnownTools() {}

    /** What is wrong with a name; empty when there is such a tool, or nobody knows. */
    static Optional<String> missing(String tool, @Nullable PlayedEpisode<?, ?> played) {
        return Optional.ofNullable(played)
                .flatMap(KnownTools::names)
                .filter(names -> !names.contains(tool))
                .map(names -> "the environment has no such tool; it has " + PrintableText.of(String.join(", ", names)));
    }

    private static Optional<List<String>> names(PlayedEpisode<?, ?> played) {
        var known = ALL.get(played.world());
        if (known == null) {
            known = asked(played.world(), played.trajectory());
            ALL.put(played.world(), known);
        }
        return known;
    }

    private static <A extends Action, O extends Observation> Optional<List<String>> asked(
            EnvironmentProvider<A, O> world, Trajectory<?, ?> trajectory) {
        try (var environment = world.open()) {
            environment.reset(trajectory.resetOptions());
            return environment
                    .find(Tools.class)
                    .map(tools -> tools.list().stream().map(tool -> tool.name()).toList());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
