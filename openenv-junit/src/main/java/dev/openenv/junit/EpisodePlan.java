package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import dev.openenv.Grading;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Which episodes a test plays.
 *
 * @param places in which homes
 * @param tasks of which tasks; null for the first
 * @param seeds with which seeds; null for those that tasks say
 * @param repeat how often; null for once
 */
record EpisodePlan(List<Place> places, @Nullable Tasks tasks, @Nullable Seeds seeds, @Nullable Repeat repeat) {

    /** The seed of an environment without tasks, where nobody says one. */
    private static final long USUAL_SEED = 0;

    private static final long SAMPLE_SEED = 0;

    /** Those of a provider, in the order in which they are played. */
    List<TestEpisode> episodes(EnvironmentProvider<?, ?> provider) {
        var set = tasks(provider.tasks());
        var times = times();
        var all = new ArrayList<TestEpisode>();
        for (var place : places) {
            var where = places.size() > 1 || place != Place.IN_PROCESS ? " " + place : "";
            for (var task : set.tasks()) {
                var grading = set.grading(task.id());
                for (var time = 0; time < times; time++) {
                    var which = times > 1 ? " #" + (time + 1) : "";
                    if (seeds != null) {
                        for (var seed : seeds(seeds)) {
                            all.add(new TestEpisode(
                                    place, task, seeded(grading, seed), label(task, seed, set) + which + where));
                        }
                    } else if (times > 1 && grading.resetOptions().seed().isEmpty()) {
                        var seed = dev.openenv.Seeds.episode(USUAL_SEED, task.id(), time);
                        all.add(new TestEpisode(place, task, seeded(grading, seed), task.id() + which + where));
                    } else {
                        var own = grading.resetOptions().seed().isPresent() ? grading : seeded(grading, USUAL_SEED);
                        all.add(new TestEpisode(place, task, own, task.id() + which + where));
                    }
                }
            }
        }
        return all;
    }

    private String label(Task task, long seed, TaskSet set) {
        return (tasks == null && set.size() == 1 ? "" : task.id() + " ") + "seed " + seed;
    }

    private static Grading seeded(Grading grading, long seed) {
        var options = Grading.of(grading.resetOptions().withSeed(seed));
        return grading.key(Object.class).map(options::withKey).orElse(options);
    }

    private TaskSet tasks(TaskSet all) {
        if (tasks == null) {
            return all.isEmpty() || seeds != null ? untold() : all.limit(1);
        }
        if (all.isEmpty()) {
            throw wrong("@Tasks: the environment has no tasks; use @Seeds");
        }
        var some = all;
        if (!tasks.split().isEmpty()) {
            if (!all.splits().contains(tasks.split())) {
                throw wrong("@Tasks: there is no split '" + tasks.split() + "', but " + all.splits());
            }
            some = all.split(tasks.split());
        }
        if (tasks.value().length > 0) {
            some = named(some, tasks.value());
        }
        if (tasks.sample() < 0) {
            throw wrong("@Tasks: a sample has 0 or more tasks, got " + tasks.sample());
        }
        return tasks.sample() == 0 ? some : sample(some, tasks.sample());
    }

    private static TaskSet untold() {
        return TaskSet.builder()
                .add(Task.of("episode"), Grading.of(ResetOptions.defaults()))
                .build();
    }

    private static TaskSet named(TaskSet all, String[] ids) {
        var wanted = new HashSet<>(List.of(ids));
        for (var id : ids) {
            if (all.tasks().stream().noneMatch(task -> task.id().equals(id))) {
                throw wrong("@Tasks: there is no task '" + id + "' among " + all.size() + ", such as '"
                        + all.tasks().get(0).id() + "'");
            }
        }
        return all.filter(task -> wanted.contains(task.id()));
    }

    private static TaskSet sample(TaskSet all, int count) {
        var chosen = new HashSet<String>();
        ResetOptions.seed(SAMPLE_SEED).random().shuffled(all.tasks()).stream()
                .limit(count)
                .forEach(task -> chosen.add(task.id()));
        return all.filter(task -> chosen.contains(task.id()));
    }

    private static List<Long> seeds(Seeds seeds) {
        if (seeds.count() < 0 || seeds.count() == 0 && seeds.value().length == 0) {
            throw wrong("@Seeds names no seed: write @Seeds({1, 2, 3}) or @Seeds(from = 0, count = 20)");
        }
        return LongStream.concat(
                        LongStream.of(seeds.value()), LongStream.range(seeds.from(), seeds.from() + seeds.count()))
                .distinct()
                .boxed()
                .toList();
    }

    private int times() {
        if (repeat == null) {
            return 1;
        }
        if (repeat.value() < 1) {
            throw wrong("@Repeat: 1 or more times, got " + repeat.value());
        }
        return repeat.value();
    }

    private static ExtensionConfigurationException wrong(String message) {
        return new ExtensionConfigurationException(message);
    }
}
