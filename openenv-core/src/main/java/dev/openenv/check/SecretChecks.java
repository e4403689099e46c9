package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Grading;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.Task;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.Tools;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an agent must not see: declared secrets, and what only the grader of a task knows. */
final class SecretChecks {

    private static final int MOST_TASKS = 10;
    private static final int SHORTEST = 4;
    private static final int DEEPEST = 8;

    private SecretChecks() {}

    static <A extends Action, O extends Observation> List<Finding> secrets(Subject<A, O> subject) {
        var found = new Findings();
        var secrets = subject.settings().secrets;
        for (var i = 0; i < secrets.size(); i++) {
            var secret = secrets.get(i);
            var which = "secret " + (i + 1) + " of " + secrets.size();
            look(found, which + " stands in the spec", holds(subject.spec().toJson(), secret), null, null);
            for (var script : subject.scripts()) {
                for (var step = 0; step < script.turns().size(); step++) {
                    var turn = script.turns().get(step);
                    for (var place : turn.names()) {
                        look(
                                found,
                                which + " stands in the " + part(place),
                                holds(turn.get(place), secret),
                                script,
                                step);
                    }
                }
                var failure = script.failure();
                look(
                        found,
                        which + " stands in an error",
                        failure != null && failure.seen().contains(secret),
                        script,
                        script.turns().size());
            }
            for (var script : subject.playable()) {
                try (var play = subject.play()) {
                    play.follow(script, step -> {
                        var env = play.environment();
                        var drawn = env.find(Rendering.class)
                                .map(SecretChecks::text)
                                .orElse("");
                        look(found, which + " stands in the drawing", drawn.contains(secret), script, step);
                        var tools = env.find(Tools.class)
                                .map(all -> all.list().toString())
                                .orElse("");
                        look(found, which + " stands in the tools", tools.contains(secret), script, step);
                    });
                }
            }
        }
        return found.all();
    }

    private static String text(Rendering drawn) {
        try {
            return drawn.text();
        } catch (RuntimeException e) {
            return "";
        }
    }

    private static void look(
            Findings found, String what, boolean there, @Nullable Script<?> script, @Nullable Integer step) {
        if (there) {
            found.add(Finding.error(
                            "secret-leaked",
                            what,
                            "Keep secrets out of everything that leaves the world, also out of errors and state.")
                    .at(script == null ? null : script.seed(), step));
        }
    }

    static <A extends Action, O extends Observation> List<Finding> keys(Subject<A, O> subject) {
        var found = new Findings();
        var tasks = subject.tasks().limit(MOST_TASKS);
        for (var task : tasks.tasks()) {
            var hidden = hidden(task, tasks.grading(task.id()), subject);
            if (hidden.isEmpty()) {
                continue;
            }
            var options = tasks.grading(task.id()).resetOptions();
            var script = subject.random(options.originalSeed().isPresent() ? options : options.withSeed(0));
            var said = new StringBuilder();
            for (var step = 0; step < script.turns().size(); step++) {
                var turn = script.turns().get(step);
                if (step > 0) {
                    said.append(subject.provider()
                            .actionCodec()
                            .encode(script.actions().get(step - 1)));
                }
                for (var word : hidden) {
                    for (var place : turn.names()) {
                        if (!Play.done(turn) && said.indexOf(word) < 0 && holds(turn.get(place), word)) {
                            found.add(Finding.error(
                                            "key-leaked",
                                            "what only the grader of task '" + task.id() + "' may know ("
                                                    + word.length() + " characters) stands in the " + part(place),
                                            "Show the answer after the end of the episode at the earliest.")
                                    .at(script.seed(), step));
                        }
                    }
                }
            }
        }
        return found.all();
    }

    /** Whether there is a task that shows less than its grader knows. */
    static boolean hidesSomething(Subject<?, ?> subject) {
        var tasks = subject.tasks().limit(MOST_TASKS);
        return tasks.tasks().stream().anyMatch(task -> !hidden(task, tasks.grading(task.id()), subject)
                .isEmpty());
    }

    private static String part(String place) {
        return place.equals(Play.REFUSED) ? "reason of a refusal" : place;
    }

    /** Texts of the grader's side that the public side does not show anyway. */
    private static Set<String> hidden(Task task, Grading grading, Subject<?, ?> subject) {
        var all = new LinkedHashSet<String>();
        grading.key(Object.class).ifPresent(key -> texts(key, all, 0));
        texts(grading.resetOptions().values(), all, 0);
        var open = task.instruction() + task.inputs() + subject.spec().toJson();
        all.removeIf(text -> text.length() < SHORTEST || open.contains(text));
        return all;
    }

    private static void texts(@Nullable Object value, Collection<String> all, int depth) {
        if (depth > DEEPEST || value == null) {
            return;
        }
        if (value instanceof CharSequence text) {
            all.add(text.toString());
        } else if (value instanceof JsonObject json) {
            json.asMap().values().forEach(each -> texts(each, all, depth + 1));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> texts(each, all, depth + 1));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> texts(each, all, depth + 1));
        } else if (value instanceof Record row) {
            for (var component : row.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    texts(component.getAccessor().invoke(row), all, depth + 1);
                } catch (ReflectiveOperationException | RuntimeException e) {
                    // a key that nobody can look into is not searched for
                }
            }
        }
    }

    private static boolean holds(@Nullable Object value, String word) {
        if (value instanceof JsonObject json) {
            return json.names().stream().anyMatch(name -> name.contains(word) || holds(json.get(name), word));
        }
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> holds(each, word));
        }
        return Objects.toString(value, "").contains(word);
    }

    /** A text without the declared secrets, for findings. */
    static List<Finding> masked(List<Finding> findings, List<String> secrets) {
        var masked = new ArrayList<Finding>();
        for (var finding : findings) {
            var seen = finding.seen();
            for (var secret : secrets) {
                seen = seen.replace(secret, "***");
            }
            masked.add(new Finding(
                    finding.code(), finding.severity(), seen, finding.advice(), finding.seed(), finding.step()));
        }
        return masked;
    }
}
