package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What there is to know about an environment without playing it. Safe for many threads. */
final class InformationRoutes<A extends Action, O extends Observation> {

    private static final byte[] HEALTHY = JsonText.bytes(JsonObject.of("status", "healthy"));

    private final Served<A, O> served;
    private final WorldCalls calls;

    InformationRoutes(Served<A, O> served, WorldCalls calls) {
        this.served = served;
        this.calls = calls;
    }

    void addTo(RouteTable table) {
        var schema = JsonText.bytes(WireSchema.of(served.spec()));
        table.get("/health", exchange -> Replies.json(exchange, 200, HEALTHY));
        table.get("/schema", exchange -> Replies.json(exchange, 200, schema));
        table.get("/metadata", calls.withoutBody(this::metadata));
    }

    private byte[] metadata() {
        served.open().close();
        var spec = served.spec();
        return JsonText.bytes(metadata(spec, served.title(), spec.readme().orElse(null)));
    }

    static JsonObject metadata(EnvironmentSpec spec, String name, @Nullable String readme) {
        var description = spec.description();
        var shown = spec.title().orElse(spec.name());
        return JsonObject.builder()
                .put("name", name)
                .put("description", description.isEmpty() ? shown + " environment" : description)
                .put("readme_content", readme)
                .put("version", spec.version())
                .put("author", spec.author().orElse(null))
                .put("documentation_url", spec.documentationUrl().orElse(null))
                .build();
    }
}
