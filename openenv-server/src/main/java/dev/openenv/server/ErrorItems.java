package dev.openenv.server;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a message in the words of Pydantic: type, loc, msg, input, ctx and, where the reference has
 * it, url. Confined to one thread.
 */
final class ErrorItems {

    private static final String LINK = "https://errors.pydantic.dev/2.14/v/";

    private final List<Object> root;
    private final boolean links;
    private final List<JsonObject> items = new ArrayList<>();

    private ErrorItems(List<Object> root, boolean links) {
        this.root = root;
        this.links = links;
    }

    /** For the envelope of an HTTP request: places begin with "body", no links. */
    static ErrorItems ofBody() {
        return new ErrorItems(List.of("body"), false);
    }

    /** For an action or a frame: places are relative to it. */
    static ErrorItems relative() {
        return new ErrorItems(List.of(), true);
    }

    void add(String type, List<?> place, String message, @Nullable Object input) {
        add(type, place, message, input, null);
    }

    void add(String type, List<?> place, String message, @Nullable Object input, @Nullable JsonObject context) {
        var loc = new ArrayList<Object>(root);
        loc.addAll(place);
        var item = JsonObject.builder()
                .put("type", type)
                .put("loc", loc)
                .put("msg", message)
                .put("input", input);
        if (context != null) {
            item.put("ctx", context);
        }
        if (links) {
            item.put("url", LINK + type);
        }
        items.add(item.build());
    }

    void missing(List<?> place, @Nullable Object input) {
        add("missing", place, "Field required", input);
    }

    void extra(List<?> place, @Nullable Object input) {
        add("extra_forbidden", place, "Extra inputs are not permitted", input);
    }

    void notAnObject(List<?> place, @Nullable Object input) {
        add("dict_type", place, "Input should be a valid dictionary", input);
    }

    /** Throws what was collected. */
    void refuse() {
        if (!items.isEmpty()) {
            throw new InvalidMessageException(items);
        }
    }
}
