package dev.openenv.remote;

import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server's information and task routes. */
final class HttpRoutes {

    private static final int OK = 200;
    private static final int SHOWN = 200;
    private static final int MAX_BODY = 16 << 20;

    private final Settings settings;

    HttpRoutes(Settings settings) {
        this.settings = settings;
    }

    /**
     * What a server answered.
     *
     * @param status the HTTP status
     * @param body what should be JSON
     */
    record Answer(int status, String body) {}

    boolean answers(String path) {
        try {
            return ask(HttpRequest.newBuilder(route(path))).status() == OK;
        } catch (RemoteException e) {
            return false;
        }
    }

    JsonObject object(String path) {
        var uri = route(path);
        var answer = get(path);
        if (answer.status() != OK) {
            throw refused(path, answer);
        }
        if (value(path, answer) instanceof JsonObject object) {
            return object;
        }
        throw failed("bad_reply", uri, "answered what is no JSON object: " + shown(answer.body()), null);
    }

    Answer get(String path) {
        return ask(HttpRequest.newBuilder(route(path)));
    }

    Answer post(String path, JsonObject body) {
        return ask(HttpRequest.newBuilder(route(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.write(body))));
    }

    /** The JSON of an answer. */
    @Nullable
    Object value(String path, Answer answer) {
        try {
            return JsonText.parseLenient(answer.body(), Lenience.LOSSY);
        } catch (JsonFormatException e) {
            throw failed("bad_reply", route(path), "answered what is no JSON: " + shown(answer.body()), e);
        }
    }

    /** The exception for an answer with another status than 200. */
    RemoteException refused(String path, Answer answer) {
        return failed(
                "http_status", route(path), "answered HTTP " + answer.status() + ": " + shown(answer.body()), null);
    }

    private URI route(String path) {
        return settings.address().route(path);
    }

    private Answer ask(HttpRequest.Builder asked) {
        var request = asked.timeout(settings.limits().connect());
        settings.headers().forEach(request::setHeader);
        var built = request.build();
        var uri = built.uri();
        var answer = settings.client().sendAsync(built, head -> new BoundedBody(MAX_BODY));
        try {
            var response = answer.get(settings.limits().connect().toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
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
            throw OpenEnvException.interrupted("waited for " + uri, Effect.NOT_APPLIED, Retry.SAME_CALL, e);
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
        return RemoteException.infrastructure(code, uri + " " + what, uri, Effect.NOT_APPLIED, Retry.SAME_CALL, cause);
    }

    private static String shown(String body) {
        var text = body.substring(0, Math.min(body.length(), SHOWN));
        return text.isEmpty() ? "nothing" : text.replaceAll("\\p{Cntrl}+", " ");
    }
}
