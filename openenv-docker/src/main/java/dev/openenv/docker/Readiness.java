package dev.openenv.docker;

import dev.openenv.Effect;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until the server in a container answers {@code GET /health}. A connection alone says nothing: the engine takes them
 * before the server listens. The container's end is noticed at once.
 */
final class Readiness {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 5;
    private static final int OK = 200;

    private Readiness() {}

    static void await(RunningContainer container, Deadline deadline) throws InterruptedException {
        var request = HttpRequest.newBuilder(container.uri().resolve("/health"))
                .timeout(ANSWER_LIMIT)
                .build();
        var last = "";
        while (!deadline.over()) {
            var answer = CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            var problem = problem(container, answer, deadline);
            if (problem.isEmpty()) {
                return;
            }
            last = deadline.over() && !last.isEmpty() ? last : problem;
            if (ended(container)) {
                throw container
                        .fate(Effect.NOT_APPLIED, null)
                        .orElseGet(() -> container.failed(
                                "no_engine", "the engine lost sight of the container", -1, Effect.NOT_APPLIED, null));
            }
        }
        var reason = last;
        throw container
                .fate(Effect.NOT_APPLIED, null)
                .orElseGet(() -> container.failed(
                        "not_ready",
                        "its server did not answer GET " + request.uri() + " with 200 within "
                                + deadline.limit().toMillis() + " ms, but: " + reason,
                        -1,
                        Effect.NOT_APPLIED,
                        null));
    }

    /** Whether its server answers once. */
    static boolean answers(RunningContainer container, Duration limit) {
        var request = HttpRequest.newBuilder(container.uri().resolve("/health"))
                .timeout(limit)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // nobody knows
        }
    }

    /** Waits a moment for the container's end. */
    private static boolean ended(RunningContainer container) throws InterruptedException {
        try {
            container.exit().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException runsOn) {
            return false;
        } catch (ExecutionException | CancellationException lostSight) {
            return true;
        }
    }

    /** What is wrong with the answer; empty when nothing is. */
    private static String problem(
            RunningContainer container, CompletableFuture<HttpResponse<Void>> answer, Deadline deadline)
            throws InterruptedException {
        try {
            CompletableFuture.anyOf(answer, container.exit())
                    .get(Math.max(1, deadline.left().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "no answer";
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException ? "no connection" : String.valueOf(e.getCause());
        }
        if (!answer.isDone() || answer.isCompletedExceptionally()) {
            return "no answer";
        }
        var status = answer.join().statusCode();
        return status == OK ? "" : "HTTP " + status;
    }
}
