package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.wrap.OrderEnforced;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A provider whose environments meet faults; made by {@link Faults#on}.
 *
 * <p>Safe for many threads.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class FaultyProvider<A extends Action, O extends Observation> extends ForwardingProvider<A, O> {

    private final FaultPlan plan;
    private final FaultLog log;

    FaultyProvider(EnvironmentProvider<A, O> provider, FaultPlan plan) {
        super(provider);
        this.plan = plan;
        this.log = new FaultLog(plan.seed);
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        var uri = URI.create("fault:" + spec().name());
        return OrderEnforced.of(new FaultyEnvironment<>(super.open(limit), plan, log, uri));
    }

    /**
     * Which faults its episodes have met so far.
     *
     * @return what is known now
     */
    public FaultReport report() {
        return log.report();
    }

    /**
     * What one episode met so far.
     *
     * @param episodeId the episode's id, as in its trajectory
     * @return in order; empty when it met none, or is not known
     */
    public List<MetFault> faultsOf(String episodeId) {
        return report().faultsOf(episodeId);
    }

    @Override
    public String toString() {
        return "FaultyProvider[" + spec().name() + ", " + plan + "]";
    }
}
