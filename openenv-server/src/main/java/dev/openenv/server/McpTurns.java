package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The requests of the Model Context Protocol that are under way, for those who cancel one. Safe for many threads. */
final class McpTurns<A extends Action, O extends Observation> {

    private final McpProtocol protocol;
    private final Map<Key, McpTurn<A, O>> underWay = new ConcurrentHashMap<>();

    McpTurns(McpProtocol protocol) {
        this.protocol = protocol;
    }

    private record Key(String session, Object id) {}

    /** A request that is under way until {@code answer} has its reply. */
    McpTurn<A, O> begin(String session, McpMessage request, Consumer<McpReply> answer) {
        var key = new Key(session, Objects.requireNonNull(request.id(), "a request has an id"));
        var turn = new McpTurn<A, O>(protocol, request, "session " + session, reply -> {
            underWay.remove(key);
            answer.accept(reply);
        });
        underWay.put(key, turn);
        return turn;
    }

    /** Does what a client's notification asks for. */
    void heard(String session, McpMessage notification) {
        if (notification.method().equals(McpProtocol.CANCELLED)) {
            cancel(session, notification.params());
        }
    }

    private void cancel(String session, JsonObject params) {
        var id = params.get("requestId");
        var turn = id == null ? null : underWay.get(new Key(session, id));
        if (turn != null) {
            turn.cancel();
        }
    }
}
