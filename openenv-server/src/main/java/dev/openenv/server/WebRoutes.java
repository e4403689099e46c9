package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.EpisodeOrderException;
import dev.openenv.Observation;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import io.undertow.server.HttpHandler;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.util.List;

/** The playground: a page on which a person plays in the browser, and its calls. Safe for many threads. */
final class WebRoutes<A extends Action, O extends Observation> {

    private final Served<A, O> served;
    private final WorldCalls calls;
    private final ErrorTexts errors;
    private final WebSurroundings surroundings;
    private final WebVisitors visitors;
    private final WebEpisode<A, O> episode;

    WebRoutes(Served<A, O> served, WorldCalls calls, ErrorTexts errors, WebSurroundings surroundings, Workplace place) {
        this.served = served;
        this.calls = calls;
        this.errors = errors;
        this.surroundings = surroundings;
        visitors = new WebVisitors(this::newest, place);
        episode = new WebEpisode<>(served, Clock.systemUTC(), visitors::show);
    }

    private byte[] newest() {
        return episode.update();
    }

    void addTo(RouteTable table) {
        var page = PlaygroundPage.of(served.spec(), surroundings);
        HttpHandler toPage = exchange -> Replies.redirect(exchange, exchange.getResolvedPath() + "/web/");
        var metadata = JsonText.bytes(InformationRoutes.metadata(
                served.spec(),
                served.spec().name(),
                surroundings.readme().or(() -> served.spec().readme()).orElse(null)));
        table.get("/", toPage);
        table.get("/web", toPage);
        table.get("/web/", exchange -> Replies.page(exchange, page));
        table.get("/web/metadata", exchange -> Replies.json(exchange, 200, metadata));
        table.post("/web/reset", calls.withBody((body, exchange) -> reset(body)));
        table.post("/web/step", calls.withBody((body, exchange) -> step(body)));
        table.get("/web/state", calls.withoutBody(this::state));
    }

    WebVisitors visitors() {
        return visitors;
    }

    void stop() {
        visitors.stop();
        episode.close();
    }

    private byte[] reset(RequestBody body) throws CharacterCodingException {
        var options = body.objectOrNothing();
        return JsonText.bytes(episode.reset(Served.options(options)));
    }

    private byte[] step(RequestBody body) throws CharacterCodingException {
        var json = body.required();
        var items = ErrorItems.ofBody();
        if (json.has("action")) {
            if (json.get("action") instanceof JsonObject action) {
                return JsonText.bytes(episode.step(action));
            }
            items.notAnObject(List.of("action"), json.get("action"));
        } else if (json.has("message")) {
            return JsonText.bytes(episode.step(JsonObject.of("message", json.get("message"))));
        } else {
            items.missing(List.of("action"), json);
        }
        items.refuse();
        throw new IllegalStateException("refused above");
    }

    private byte[] state() {
        try {
            return JsonText.bytes(episode.state());
        } catch (IllegalStateException | EpisodeOrderException e) {
            throw new RequestProblem(409, errors.of(e, "web"));
        }
    }
}
