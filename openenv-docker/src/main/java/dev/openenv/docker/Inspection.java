package dev.openenv.docker;

import dev.openenv.Retry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers the evidence about one container, each time in the same way. Used by one thread at a time. */
final class Inspection {

    private static final List<String> COLUMNS = List.of("PID", "NLWP", "RSS");
    private static final int COMMAND = 3;
    private static final int KIB = 1024;
    private static final int MOST_ARGUMENTS = 500;

    private final DockerEngine engine;
    private final String container;
    private final String id;
    private final long pid;
    private final boolean fromOutside;

    Inspection(DockerEngine engine, RunningContainer container) {
        this.engine = engine;
        this.container = container.name();
        var facts = container.inspect();
        this.id = facts.getId();
        this.pid = Optional.ofNullable(facts.getState().getPidLong()).orElse(0L);
        this.fromOutside = engine.isLocal() && HostLook.at(id, pid, List.of()).isPresent();
    }

    /**
     * What is there now.
     *
     * @throws ContainerException when the engine does not tell
     */
    Evidence take() {
        var processes = new TreeSet<String>();
        var threads = 0;
        var memory = 0L;
        for (var row : processes()) {
            processes.add(row.get(0) + " " + String.join(" ", row.subList(COMMAND, row.size())));
            threads += Integer.parseInt(row.get(1));
            memory += Long.parseLong(row.get(2)) * KIB;
        }
        var changed = changed();
        var look = look(List.copyOf(changed));
        look.ifPresent(seen -> changed.addAll(seen.files()));
        return new Evidence(
                processes, threads, memory, changed, look.map(Look::sockets).orElse(Set.of()), look.isPresent());
    }

    private List<List<String>> processes() {
        var top = engine.ask(container, () -> engine.calls()
                .topContainerCmd(container)
                .withPsArgs("-eo pid,nlwp,rss,args")
                .exec());
        return rows(top.getTitles(), top.getProcesses(), container);
    }

    /** What an engine that keeps to the API says; Podman's says nothing. */
    static List<List<String>> rows(String @Nullable [] titles, String @Nullable [][] rows, String container) {
        if (titles == null
                || rows == null
                || !Stream.of(titles).limit(COMMAND).toList().equals(COLUMNS)) {
            throw ContainerException.before(
                    "engine_refused",
                    "the engine does not say which processes there are, so no container can be proved clean; open"
                            + " environments without a pool",
                    container,
                    Retry.NEVER,
                    null);
        }
        return Stream.of(rows).map(List::of).toList();
    }

    /** Paths that differ from the image. */
    private Set<String> changed() {
        var changes = engine.ask(
                container, () -> engine.calls().containerDiffCmd(container).exec());
        return changes == null
                ? new TreeSet<>()
                : changes.stream().map(change -> change.getPath()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Look> look(List<String> others) {
        if (fromOutside) {
            return HostLook.at(id, pid, others);
        }
        return others.size() > MOST_ARGUMENTS ? Optional.empty() : PythonLook.at(engine, container, others);
    }
}
