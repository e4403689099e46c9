package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.codec.JsonText;

/** The description of the routes, for machines and for people. Added last, when all other routes are there. */
final class PageRoutes {

    private final EnvironmentSpec spec;
    private final Places places;

    PageRoutes(EnvironmentSpec spec, Places places) {
        this.spec = spec;
        this.places = places;
    }

    void addTo(RouteTable table) {
        var document = OpenApi.of(spec, table.paths());
        var json = JsonText.bytes(document);
        var page = Page.of(
                spec.title().orElse(spec.name()) + " - routes",
                Resources.text("page.css"),
                RoutesPage.body(spec, document, WireSchema.of(spec), places),
                "",
                "'self'");
        table.get("/openapi.json", exchange -> Replies.json(exchange, 200, json));
        table.get("/docs", exchange -> Replies.page(exchange, page));
        table.get("/redoc", exchange -> Replies.page(exchange, page));
    }
}
