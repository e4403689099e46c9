package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.TaskSet;
import io.undertow.server.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the environments of one server together; they share threads, calls and slots. Confined to one thread. */
final class Hosting {

    private final Settings settings;
    private final Workplace place;
    private final ErrorTexts errors;
    private final WorldCalls calls;
    private final SessionSlots slots;
    private final List<Hosted> hosted = new ArrayList<>();
    private final List<McpHttp<?, ?>> toolCalls = new ArrayList<>();
    private @Nullable HttpHandler root;

    Hosting(Settings settings, Workplace place) {
        this.settings = settings;
        this.place = place;
        errors = new ErrorTexts(settings.hideErrors());
        calls = new WorldCalls(errors, place.threads(), new Bodies(place.arriving()));
        slots = new SessionSlots(settings.maxSessions(), settings.exposure().listener());
    }

    /** The way in: the first environment has the root, and shows all of them in its Task API. */
    Entrance entrance(List<EnvironmentProvider<?, ?>> providers) {
        var all = new ArrayList<Served<?, ?>>();
        providers.forEach(provider -> all.add(served(provider)));
        for (var i = 0; i < all.size(); i++) {
            hosted.add(hosted(all.get(i), providers.get(i).tasks(), all));
        }
        var first = hosted.get(0);
        var atRoot = root == null
                ? first
                : new Hosted(first.name(), root, first.sockets(), first.handshakes(), first.mcp(), null);
        return new Entrance(atRoot, hosted, this::idle, settings.exposure(), errors);
    }

    private boolean idle() {
        return calls.idle() && toolCalls.stream().allMatch(McpHttp::idle);
    }

    List<Hosted> hosted() {
        return List.copyOf(hosted);
    }

    private <A extends Action, O extends Observation> Served<A, O> served(EnvironmentProvider<A, O> provider) {
        return new Served<>(
                provider,
                settings.mode(),
                settings.stepDeadline(),
                place.abandoned(),
                settings.exposure().listener(),
                settings.controlOpen());
    }

    private <A extends Action, O extends Observation> Hosted hosted(
            Served<A, O> served, TaskSet tasks, List<Served<?, ?>> all) {
        var sessions = new Sessions<>(served, settings, errors, place, slots);
        var dialect = new McpDialect(errors);
        var methods = new McpSessions<>(sessions, dialect);
        var sockets = new Sockets<>(sessions, methods, settings, place);
        var mcp = new McpHttp<>(sessions, methods, dialect, place);
        toolCalls.add(mcp);
        var surroundings = settings.web();
        var web = surroundings == null || !settings.controlOpen()
                ? null
                : new WebRoutes<>(served, calls, tasks, errors, surroundings, place);
        var names = all.stream().map(one -> one.spec().name()).toList();
        var below = new Places(names, all.size() == 1, web != null);
        var routes = new HttpRoutes<>(served, List.of(served), settings, calls, mcp, web, below);
        if (all.size() > 1 && served == all.get(0)) {
            root = new HttpRoutes<>(served, all, settings, calls, mcp, web, new Places(names, true, web != null));
        }
        return Hosted.of(served, routes, sockets, mcp, web);
    }
}
