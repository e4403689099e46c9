package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.wrap.AbandonedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** Puts the environments of one server together; they share threads, calls and slots. Confined to one thread. */
final class Hosting {

    private final Settings settings;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final AbandonedThreads abandoned;
    private final ErrorTexts errors;
    private final WorldCalls calls;
    private final SessionSlots slots;
    private final List<Hosted> hosted = new ArrayList<>();

    Hosting(Settings settings, ExecutorService threads, ScheduledExecutorService timer, AbandonedThreads abandoned) {
        this.settings = settings;
        this.threads = threads;
        this.timer = timer;
        this.abandoned = abandoned;
        errors = new ErrorTexts(settings.hideErrors());
        calls = new WorldCalls(errors, threads);
        slots = new SessionSlots(settings.maxSessions());
    }

    /** The way in: the first environment has the root, and shows all of them in its Task API. */
    Entrance entrance(List<EnvironmentProvider<?, ?>> providers) {
        var all = new ArrayList<Served<?, ?>>();
        providers.forEach(provider -> all.add(served(provider)));
        all.forEach(served -> hosted.add(hosted(served, List.of(served))));
        var first = hosted.get(0);
        var root = hosted.size() == 1 ? first : atRoot(all.get(0), all, first);
        return new Entrance(root, hosted, calls);
    }

    List<Hosted> hosted() {
        return List.copyOf(hosted);
    }

    private <A extends Action, O extends Observation> Served<A, O> served(EnvironmentProvider<A, O> provider) {
        return new Served<>(provider, settings.stepDeadline(), abandoned);
    }

    private <A extends Action, O extends Observation> Hosted hosted(Served<A, O> served, List<Served<?, ?>> listed) {
        var sockets = new Sockets<>(served, settings, errors, threads, timer, abandoned, System::nanoTime, slots);
        return Hosted.of(served, new HttpRoutes<>(served, listed, settings, calls), sockets);
    }

    private <A extends Action, O extends Observation> Hosted atRoot(
            Served<A, O> served, List<Served<?, ?>> listed, Hosted first) {
        var routes = new HttpRoutes<>(served, listed, settings, calls);
        return new Hosted(first.name(), routes, first.sockets(), first.handshakes());
    }
}
