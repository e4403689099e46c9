package dev.openenv.remote;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server's information routes. */
final class HttpRoutes {

    private static final int OK = 200;
    private static final int SHOWN = 200;
    private static final int MAX_BODY = 16 << 20;

    private final Settings settings;

    HttpRoutes(Settings settings) {
        this.settings = settings;
    }

    boolean answers(String path) {
        try {
            return get(settings.address().route(path)).statusCode() == OK;
        } catch (RemoteException e) {
            return false;
        }
    }

    JsonObject object(String path) {
        var uri = settings.address().route(path);
        var response = get(uri);
        var body = response.body();
        if (response.statusCode() != OK) {
            throw failed("http_status", uri, "answered HTTP " + response.statusCode() + ": " + shown(body), null);
        }
        try {
            return Reply.object(new String(body, StandardCharsets.UTF_8));
        } catch (JsonFormatException e) {
            throw failed("bad_reply", uri, "answered what is no JSON object: " + shown(body), e);
        }
    }

    private HttpResponse<byte[]> get(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(settings.limits().connect());
        settings.headers().forEach(request::header);
        var answer = settings.client().sendAsync(request.build(), head -> new BoundedBody(MAX_BODY));
        try {
            return answer.get(settings.limits().connect().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed(
                    "connect_failed",
                    uri,
                    "did not answer within " + settings.limits().connect().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new OpenEnvException(
                    "interrupted",
                    "the thread was interrupted while it waited for " + uri,
                    Blame.CALLER,
                    Effect.NOT_APPLIED,
                    Retry.SAME_CALL,
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            var why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            throw failed("connect_failed", uri, "gave no answer: " + why, cause);
        }
    }

    private static RemoteException failed(String code, URI uri, String what, @Nullable Throwable cause) {
        return RemoteException.infrastructure(
                code, "GET " + uri + " " + what, uri, Effect.NOT_APPLIED, Retry.SAME_CALL, cause);
    }

    private static String shown(byte[] body) {
        var text = new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
        return text.isEmpty() ? "nothing" : text.replaceAll("\\p{Cntrl}+", " ");
    }
}
