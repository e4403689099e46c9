package dev.openenv.server;

import dev.openenv.json.JsonObject;
import java.util.List;

/** A request or frame that is JSON but not what the wire or the action's type says. Carries the items of the reply. */
final class InvalidMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<JsonObject> items;

    InvalidMessageException(List<JsonObject> items) {
        super("Invalid message", null, false, false);
        this.items = List.copyOf(items);
    }

    List<JsonObject> items() {
        return items;
    }
}
