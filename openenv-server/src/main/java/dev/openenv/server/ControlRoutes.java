package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.codec.JsonText;
import java.nio.charset.CharacterCodingException;

/** Reset, step and state over plain HTTP, in simulation mode: each call in a world of its own. Safe for many threads. */
final class ControlRoutes<A extends Action, O extends Observation> {

    private final Served<A, O> served;
    private final WorldCalls calls;

    ControlRoutes(Served<A, O> served, WorldCalls calls) {
        this.served = served;
        this.calls = calls;
    }

    void addTo(RouteTable table) {
        table.post("/reset", calls.withBody((body, exchange) -> reset(body)));
        table.post("/step", calls.withBody((body, exchange) -> step(body)));
        table.get("/state", calls.withoutBody(this::state));
    }

    private byte[] reset(RequestBody body) throws CharacterCodingException {
        var options = body.reset();
        try (var world = served.open()) {
            return JsonText.bytes(world.reset(options).overHttp());
        }
    }

    private byte[] step(RequestBody body) throws CharacterCodingException {
        var request = body.step();
        var action = served.action(request.action());
        try (var world = served.open()) {
            return JsonText.bytes(world.step(action, request.keywords()).overHttp());
        }
    }

    private byte[] state() {
        try (var world = served.open()) {
            return JsonText.bytes(world.declaredState());
        }
    }
}
