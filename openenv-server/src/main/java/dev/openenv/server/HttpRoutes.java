package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The plain HTTP side: every call that needs a world makes its own and closes it. Safe for many threads. */
final class HttpRoutes<A extends Action, O extends Observation> implements HttpHandler {

    /** How many calls may hold a world at once; they count beside the sessions. */
    static final int MOST_CALLS = 128;

    private static final String JSON = "application/json";
    private static final byte[] HEALTHY = JsonText.bytes(JsonObject.of("status", "healthy"));

    private final Served<A, O> served;
    private final ErrorTexts errors;
    private final Executor threads;
    private final byte[] schema;
    private final Semaphore calls = new Semaphore(MOST_CALLS);
    private final Map<String, Route> routes = new HashMap<>();

    private record Route(String method, HttpHandler handler) {}

    private interface Call {
        JsonObject answer() throws CharacterCodingException;
    }

    private interface BodyCall {
        JsonObject answer(RequestBody body) throws CharacterCodingException;
    }

    HttpRoutes(Served<A, O> served, Settings settings, ErrorTexts errors, Executor threads, HttpHandler mcp) {
        this.served = served;
        this.errors = errors;
        this.threads = threads;
        schema = JsonText.bytes(WireSchema.of(served.spec(), settings.stateSchema()));
        routes.put("/health", new Route("GET", exchange -> send(exchange, 200, HEALTHY)));
        routes.put("/schema", new Route("GET", exchange -> send(exchange, 200, schema)));
        routes.put("/mcp", new Route("POST", mcp));
        routes.put("/metadata", new Route("GET", inWorld(this::metadata)));
        if (settings.mode() == Mode.SIMULATION) {
            routes.put("/reset", new Route("POST", withBody(this::reset)));
            routes.put("/step", new Route("POST", withBody(this::step)));
            routes.put("/state", new Route("GET", inWorld(this::state)));
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var path = exchange.getRequestPath();
        var route = routes.get(path);
        if (route != null) {
            if (exchange.getRequestMethod().equalToString(route.method())) {
                route.handler().handleRequest(exchange);
            } else {
                exchange.getResponseHeaders().put(Headers.ALLOW, route.method());
                detail(exchange, 405, "Method Not Allowed");
            }
        } else if (path.length() > 1
                && path.endsWith("/")
                && routes.containsKey(path.substring(0, path.length() - 1))) {
            redirect(exchange, path.substring(0, path.length() - 1));
        } else {
            detail(exchange, 404, "Not Found");
        }
    }

    private static void redirect(HttpServerExchange exchange, String path) {
        var query = exchange.getQueryString();
        exchange.setStatusCode(307);
        exchange.getResponseHeaders()
                .put(
                        Headers.LOCATION,
                        exchange.getRequestScheme() + "://" + exchange.getHostAndPort() + path
                                + (query.isEmpty() ? "" : "?" + query));
        exchange.endExchange();
    }

    private JsonObject reset(RequestBody body) throws CharacterCodingException {
        var options = body.reset();
        try (var world = served.open()) {
            return world.reset(options).overHttp();
        }
    }

    private JsonObject step(RequestBody body) throws CharacterCodingException {
        var request = body.step();
        var action = served.action(request.action());
        try (var world = served.open()) {
            return world.step(action, request.keywords()).overHttp();
        }
    }

    private JsonObject state() {
        try (var world = served.open()) {
            return world.state();
        }
    }

    private JsonObject metadata() {
        served.open().close();
        var spec = served.spec();
        var description = spec.description();
        return JsonObject.builder()
                .put("name", spec.name())
                .put("description", description.isEmpty() ? spec.name() + " environment" : description)
                .put("readme_content", null)
                .put("version", spec.version())
                .put("author", null)
                .put("documentation_url", null)
                .build();
    }

    /** Collects the body without holding a thread, then calls on a thread for worlds. */
    private HttpHandler withBody(BodyCall call) {
        return exchange -> exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, bytes) -> {
                            var type = received.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
                            dispatch(received, () -> call.answer(new RequestBody(bytes, type)));
                        },
                        HttpRoutes::refuseBody);
    }

    static void refuseBody(HttpServerExchange exchange, IOException problem) {
        exchange.setPersistent(false);
        if (problem instanceof RequestTooBigException) {
            detail(exchange, 413, "Request body too large");
        } else {
            detail(exchange, 400, "There was an error parsing the body");
        }
    }

    private HttpHandler inWorld(Call call) {
        return exchange -> dispatch(exchange, call);
    }

    private void dispatch(HttpServerExchange exchange, Call call) {
        if (!calls.tryAcquire()) {
            detail(exchange, 503, "Server busy");
            return;
        }
        exchange.dispatch(
                task -> {
                    try {
                        threads.execute(task);
                    } catch (RejectedExecutionException e) {
                        calls.release();
                        exchange.endExchange();
                    }
                },
                dispatched -> {
                    try {
                        answer(dispatched, call);
                    } catch (Throwable e) { // the answer could not be written
                        failed(dispatched, e);
                    } finally {
                        calls.release();
                    }
                });
    }

    private void answer(HttpServerExchange exchange, Call call) {
        try {
            send(exchange, 200, JsonText.bytes(call.answer()));
        } catch (InvalidMessageException e) {
            send(exchange, 422, JsonText.bytes(JsonObject.of("detail", e.items())));
        } catch (CharacterCodingException e) {
            detail(exchange, 400, "There was an error parsing the body");
        } catch (InvalidActionException e) {
            ruleBroken(exchange, e.getMessage());
        } catch (CapacityException e) {
            detail(exchange, 503, "Server busy");
        } catch (Throwable e) {
            failed(exchange, e);
        }
    }

    private static void ruleBroken(HttpServerExchange exchange, @Nullable String message) {
        var text = "Value error, " + (message == null ? "" : WellFormed.text(message));
        var item = JsonObject.builder()
                .put("type", "value_error")
                .put("loc", List.of())
                .put("msg", text)
                .put("input", null)
                .build();
        send(exchange, 422, JsonText.bytes(JsonObject.of("detail", List.of(item))));
    }

    /** The reference sends no text of an exception here; with hidden texts there is at least an id to ask about. */
    private void failed(HttpServerExchange exchange, Throwable e) {
        if (errors.hidden()) {
            detail(exchange, 500, errors.of(e, "http"));
            return;
        }
        errors.log(e, "http");
        internalError(exchange);
    }

    static void internalError(HttpServerExchange exchange) {
        send(exchange, 500, "text/plain; charset=utf-8", "Internal Server Error".getBytes(StandardCharsets.UTF_8));
    }

    boolean idle() {
        return calls.availablePermits() == MOST_CALLS;
    }

    static void detail(HttpServerExchange exchange, int status, String detail) {
        send(exchange, status, JsonText.bytes(JsonObject.of("detail", detail)));
    }

    static void send(HttpServerExchange exchange, int status, byte[] body) {
        send(exchange, status, JSON, body);
    }

    private static void send(HttpServerExchange exchange, int status, String type, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        if (exchange.getRequestMethod().equals(new HttpString("HEAD"))) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
        }
    }
}
