package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import org.jspecify.annotations.Nullable;

/** The dialect of {@code WS /mcp}: bare JSON-RPC. Confined to one thread at a time. */
final class McpFrames<A extends Action, O extends Observation> implements Dialect<A, O> {

    private final McpSessions<A, O> mcp;
    private final Session<A, O> session;

    McpFrames(McpSessions<A, O> mcp, Session<A, O> session) {
        this.mcp = mcp;
        this.session = session;
    }

    @Override
    public Reply answer(Served<A, O>.World world, @Nullable String text) {
        var request = McpRequest.onSocket(text);
        return Reply.of(mcp.onSocket(session, world, request).bytes(), request.refusal() == null);
    }

    @Override
    public byte[] farewell(Farewell farewell) {
        return words(farewell);
    }

    /** What {@code WS /mcp} says for it. */
    static byte[] words(Farewell farewell) {
        var details = farewell.details().isEmpty() ? null : farewell.details();
        return McpReply.error(null, McpReply.SERVER_ERROR, farewell.message(), details)
                .bytes();
    }
}
