package dev.openenv.server;

import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the bodies of {@code POST /reset} and {@code POST /step} as the reference does. */
final class RequestBody {

    private static final int LONGEST_ID = ResetOptions.MAX_EPISODE_ID_LENGTH;

    private final byte[] bytes;
    private final @Nullable String contentType;

    RequestBody(byte[] bytes, @Nullable String contentType) {
        this.bytes = bytes;
        this.contentType = contentType;
    }

    /**
     * A step request that is right so far.
     *
     * @param action not yet read
     * @param keywords everything else
     */
    record Step(JsonObject action, JsonObject keywords) {}

    ResetOptions reset() throws CharacterCodingException {
        if (bytes.length == 0) {
            return ResetOptions.defaults();
        }
        var body = object();
        var items = ErrorItems.ofBody();
        var seed = body.get("seed");
        var whole = LaxValue.integer(seed);
        if (seed != null) {
            if (whole == null) {
                MismatchWords.integer(items, List.of("seed"), seed);
            } else if (whole.signum() < 0) {
                items.add(
                        "greater_than_equal",
                        List.of("seed"),
                        "Input should be greater than or equal to 0",
                        seed,
                        JsonObject.of("ge", 0));
            }
        }
        id(items, body, "episode_id");
        items.refuse();
        var checked = Served.options(body.without("seed"));
        return whole == null ? checked : checked.withSeed(whole);
    }

    /** An object, or none: no body and null are empty. */
    JsonObject objectOrNothing() throws CharacterCodingException {
        if (bytes.length == 0) {
            return JsonObject.empty();
        }
        var value = value();
        if (value instanceof JsonObject object) {
            return object;
        }
        if (value != null) {
            var items = ErrorItems.ofBody();
            items.notAnObject(List.of(), value);
            items.refuse();
        }
        return JsonObject.empty();
    }

    /** An object that must be there. */
    JsonObject required() throws CharacterCodingException {
        if (bytes.length == 0) {
            var items = ErrorItems.ofBody();
            items.missing(List.of(), null);
            items.refuse();
        }
        return object();
    }

    Step step() throws CharacterCodingException {
        var body = required();
        var items = ErrorItems.ofBody();
        var action = body.get("action");
        if (!body.has("action")) {
            items.missing(List.of("action"), body);
        } else if (!(action instanceof JsonObject)) {
            items.notAnObject(List.of("action"), action);
        }
        var keywords = timeout(items, body.without("action"));
        id(items, body, "request_id");
        items.refuse();
        return new Step((JsonObject) Objects.requireNonNull(action), keywords);
    }

    private static JsonObject timeout(ErrorItems items, JsonObject keywords) {
        var given = keywords.get("timeout_s");
        if (given == null) {
            return keywords;
        }
        var place = List.<Object>of("timeout_s");
        var seconds = LaxValue.number(given);
        if (seconds == null) {
            MismatchWords.number(items, place, given);
            return keywords;
        }
        if (!(seconds > 0)) {
            items.add("greater_than", place, "Input should be greater than 0", given, JsonObject.of("gt", 0.0));
            return keywords;
        }
        return keywords.with("timeout_s", seconds.isInfinite() ? "Infinity" : (Object) seconds);
    }

    private static void id(ErrorItems items, JsonObject body, String name) {
        var id = body.get(name);
        if (id == null) {
            return;
        }
        if (!(id instanceof String text)) {
            items.add("string_type", List.of(name), "Input should be a valid string", id);
        } else if (text.codePointCount(0, text.length()) > LONGEST_ID) {
            MismatchWords.tooLong(items, List.of(name), id, LONGEST_ID);
        }
    }

    private @Nullable Object value() throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return isJson() ? parsed(text) : text;
    }

    private JsonObject object() throws CharacterCodingException {
        var value = value();
        if (value instanceof JsonObject object) {
            return object;
        }
        var items = ErrorItems.ofBody();
        items.add(
                "model_attributes_type",
                List.of(),
                "Input should be a valid dictionary or object to extract fields from",
                value);
        items.refuse();
        throw new IllegalStateException("refused above");
    }

    private static @Nullable Object parsed(String text) {
        try {
            return JsonText.parseLenient(text, Lenience.LOSSLESS);
        } catch (JsonFormatException e) {
            var items = ErrorItems.ofBody();
            items.add(
                    "json_invalid",
                    List.of(offset(text, e)),
                    "JSON decode error",
                    JsonObject.empty(),
                    JsonObject.of("error", WellFormed.text(String.valueOf(e.getMessage()))));
            items.refuse();
            throw e;
        }
    }

    /** Where in the text, from 0. */
    private static long offset(String text, JsonFormatException e) {
        var at = 0;
        for (var line = 1; line < e.line().orElse(1) && at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                line++;
            }
        }
        return Math.min(text.length(), at + Math.max(0, e.column().orElse(1) - 1));
    }

    private boolean isJson() {
        if (contentType == null) {
            return false;
        }
        var type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
