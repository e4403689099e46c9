package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.provider.LenientOpening;
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
public sealed class FaultyProvider<A extends Action, O extends Observation> extends ForwardingProvider<A, O> {

    private final FaultPlan plan;
    private final FaultLog log;

    /** One that opens leniently, where the other does. */
    private static final class Lenient<A extends Action, O extends Observation> extends FaultyProvider<A, O>
            implements LenientOpening<A, O> {

        private final LenientOpening<A, O> lenient;

        private Lenient(EnvironmentProvider<A, O> provider, LenientOpening<A, O> lenient, FaultPlan plan) {
            super(provider, plan);
            this.lenient = lenient;
        }

        @Override
        public Environment<A, O> openLenient(Duration limit) {
            return faulty(lenient.openLenient(limit));
        }
    }

    @SuppressWarnings("unchecked") // it opens leniently what it opens
    static <A extends Action, O extends Observation> FaultyProvider<A, O> of(
            EnvironmentProvider<A, O> provider, FaultPlan plan) {
        return provider instanceof LenientOpening<?, ?> lenient
                ? new Lenient<>(provider, (LenientOpening<A, O>) lenient, plan)
                : new FaultyProvider<>(provider, plan);
    }

    private FaultyProvider(EnvironmentProvider<A, O> provider, FaultPlan plan) {
        super(provider);
        this.plan = plan;
        this.log = new FaultLog(plan.seed);
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        return OrderEnforced.of(faulty(super.open(limit)));
    }

    final Environment<A, O> faulty(Environment<A, O> environment) {
        return new FaultyEnvironment<>(environment, plan, log, URI.create("fault:" + spec().name()));
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
