package dev.openenv.server;

import dev.openenv.json.JsonObject;

/**
 * Why a socket gets no session, or loses it, in words for its client.
 *
 * @param code as frames of {@code /ws} spell it
 * @param message for people
 * @param details what programs may read
 */
record Farewell(String code, String message, JsonObject details) {

    static Farewell atCapacity(SessionSlots slots) {
        var active = slots.taken();
        var limit = slots.limit();
        return new Farewell(
                "CAPACITY_REACHED",
                "Server at capacity: " + active + "/" + limit + " sessions active. Cannot accept new connections.",
                JsonObject.of("active_sessions", active, "max_sessions", limit));
    }

    static Farewell factoryFailed(String name) {
        return new Farewell(
                "FACTORY_ERROR",
                "Environment factory '" + name + "' failed to create instance.",
                JsonObject.of("factory_name", name));
    }

    static Farewell session(String message) {
        return new Farewell("SESSION_ERROR", message, JsonObject.empty());
    }
}
