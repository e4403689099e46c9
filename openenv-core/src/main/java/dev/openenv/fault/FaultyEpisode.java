package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Episode;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Usage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** An episode as an agent with faults plays it. Safe for many threads, as the episode is. */
final class FaultyEpisode<A extends Action, O extends Observation> implements Episode<A, O> {

    /** Ends the play of an agent that knows nothing of it. */
    static final class GaveUp extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object episode;

        GaveUp(Object episode) {
            super("the agent gave up, by a fault", null, false, false);
            this.episode = episode;
        }

        boolean of(Object other) {
            return episode == other;
        }
    }

    private final Episode<A, O> episode;
    private final Map<FaultKind, Double> chances;
    private final Consumer<Duration> pass;
    private final FaultLog log;
    private final Duration slow;
    private final long fingerprint;
    private final int attempt;
    private final Map<FaultKind, EpisodeRandom> streams = new EnumMap<>(FaultKind.class);
    private final ReentrantLock lock = new ReentrantLock();
    private int step = -1;

    FaultyEpisode(
            Episode<A, O> episode,
            Map<FaultKind, Double> chances,
            long seed,
            Consumer<Duration> pass,
            FaultLog log,
            Duration slow) {
        this.episode = episode;
        this.chances = chances;
        this.pass = pass;
        this.log = log;
        this.slow = slow;
        var random = episode.random().split("openenv/fault/" + seed);
        this.fingerprint = random.split("fingerprint").nextLong() >>> 11;
        this.attempt = log.begun(episode.task().id(), fingerprint);
        var again = random.split("try " + attempt);
        chances.keySet().forEach(kind -> streams.put(kind, again.split(kind.name())));
    }

    @Override
    public StepResult<O> step(A action) {
        var faults = next();
        if (faults.contains(FaultKind.SLOW_STEP)) {
            pass.accept(slow);
        }
        if (faults.contains(FaultKind.HANG)) {
            pass.accept(FaultPlan.LONGEST_HANG);
        }
        if (faults.contains(FaultKind.AGENT_CRASHED)) {
            throw new IllegalStateException("the agent crashed, by a fault");
        }
        if (faults.contains(FaultKind.AGENT_GAVE_UP)) {
            throw new GaveUp(this);
        }
        var result = episode.step(action);
        return faults.contains(FaultKind.AGENT_REPEATED) && !episode.done() ? episode.step(action) : result;
    }

    private Set<FaultKind> next() {
        lock.lock();
        try {
            step++;
            var faults = EnumSet.noneOf(FaultKind.class);
            streams.forEach((kind, stream) -> {
                if (stream.nextDouble() < chances.getOrDefault(kind, 0.0)) {
                    faults.add(kind);
                }
            });
            if (faults.contains(FaultKind.AGENT_CRASHED)) {
                faults.remove(FaultKind.AGENT_GAVE_UP);
            }
            if (faults.contains(FaultKind.AGENT_CRASHED) || faults.contains(FaultKind.AGENT_GAVE_UP)) {
                faults.remove(FaultKind.AGENT_REPEATED);
            }
            for (var kind : faults) {
                var detail = kind == FaultKind.SLOW_STEP ? slow.toMillis() + " ms" : "";
                log.met(episode.task().id(), fingerprint, new MetFault(kind, attempt, step, detail));
            }
            return faults;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public EnvironmentSpec spec() {
        return episode.spec();
    }

    @Override
    public Task task() {
        return episode.task();
    }

    @Override
    public StepResult<O> last() {
        return episode.last();
    }

    @Override
    public boolean done() {
        return episode.done();
    }

    @Override
    public int stepCount() {
        return episode.stepCount();
    }

    @Override
    public void report(Usage usage) {
        episode.report(usage);
    }

    @Override
    public EpisodeRandom random() {
        return episode.random();
    }
}
