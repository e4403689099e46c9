package dev.openenv.server;

import dev.openenv.CapacityException;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Runs plain calls on the threads for worlds, so many at once and no more, and answers what they say or throw. Safe for
 * many threads.
 */
final class WorldCalls {

    /** How many calls may hold a world at once; they count beside the sessions. */
    static final int MOST_CALLS = 128;

    private final ErrorTexts errors;
    private final Executor threads;
    private final Bodies bodies;
    private final Semaphore places = new Semaphore(MOST_CALLS);

    /** A call and its answer, as JSON text. */
    interface Call {
        byte[] answer() throws CharacterCodingException;
    }

    /** A call with a body. */
    interface BodyCall {
        byte[] answer(RequestBody body, HttpServerExchange exchange) throws CharacterCodingException;
    }

    WorldCalls(ErrorTexts errors, Executor threads, Bodies bodies) {
        this.errors = errors;
        this.threads = threads;
        this.bodies = bodies;
    }

    /** Collects the body without holding a thread, then calls. */
    HttpHandler withBody(BodyCall call) {
        return exchange -> bodies.receive(exchange, (received, bytes) -> {
            var type = received.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
            dispatch(received, () -> call.answer(new RequestBody(bytes, type), received));
        });
    }

    HttpHandler withoutBody(Call call) {
        return exchange -> dispatch(exchange, call);
    }

    void dispatch(HttpServerExchange exchange, Call call) {
        if (!places.tryAcquire()) {
            Replies.detail(exchange, 503, "Server busy");
            return;
        }
        exchange.dispatch(
                task -> {
                    try {
                        threads.execute(task);
                    } catch (RejectedExecutionException e) {
                        places.release();
                        exchange.endExchange();
                    }
                },
                dispatched -> {
                    try {
                        answer(dispatched, call);
                    } catch (Throwable e) { // the answer could not be written
                        failed(dispatched, e);
                    } finally {
                        places.release();
                    }
                });
    }

    private void answer(HttpServerExchange exchange, Call call) {
        try {
            Replies.json(exchange, 200, call.answer());
        } catch (RequestProblem e) {
            Replies.detail(exchange, e.status(), e.detail());
        } catch (InvalidMessageException e) {
            Replies.json(exchange, 422, JsonText.bytes(JsonObject.of("detail", e.items())));
        } catch (CharacterCodingException e) {
            Replies.detail(exchange, 400, "There was an error parsing the body");
        } catch (InvalidActionException e) {
            ruleBroken(exchange, List.of(), e);
        } catch (InvalidOptionException e) {
            ruleBroken(exchange, List.of("body", e.option()), e);
        } catch (CapacityException e) {
            Replies.detail(exchange, 503, "Server busy");
        } catch (Throwable e) {
            failed(exchange, e);
        }
    }

    /** The reference sends no text of an exception here; a client's own mistake is said, and with hidden texts an id. */
    private void failed(HttpServerExchange exchange, Throwable e) {
        if (errors.hidden() || ErrorTexts.isTheClients(e)) {
            Replies.detail(exchange, 500, errors.of(e, "http"));
            return;
        }
        errors.log(e, "http");
        Replies.internalError(exchange);
    }

    private static void ruleBroken(HttpServerExchange exchange, List<String> place, RuntimeException problem) {
        var message = problem.getMessage();
        var item = JsonObject.builder()
                .put("type", "value_error")
                .put("loc", place)
                .put("msg", "Value error, " + (message == null ? "" : WellFormed.text(message)))
                .put("input", null)
                .build();
        Replies.json(exchange, 422, JsonText.bytes(JsonObject.of("detail", List.of(item))));
    }

    boolean idle() {
        return places.availablePermits() == MOST_CALLS;
    }
}
