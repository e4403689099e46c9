package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain HTTP side of one environment: puts its groups of routes into one table. Safe for many threads. */
final class HttpRoutes<A extends Action, O extends Observation> implements HttpHandler {

    private final RouteTable table = new RouteTable();
    private final McpHttp<A, O> mcp;

    /** {@code listed} is what the Task API shows here: this environment, or all of the server. */
    HttpRoutes(
            Served<A, O> served,
            List<? extends Served<?, ?>> listed,
            Settings settings,
            WorldCalls calls,
            McpHttp<A, O> mcp,
            @Nullable WebRoutes<A, O> web,
            Places places) {
        this.mcp = mcp;
        new InformationRoutes<>(served, calls).addTo(table);
        new TaskRoutes(listed, calls).addTo(table);
        table.post("/mcp", mcp);
        if (settings.mode() == Mode.SIMULATION) {
            new ControlRoutes<>(served, calls).addTo(table);
        }
        if (web != null) {
            web.addTo(table, places);
        }
        new PageRoutes(served.spec(), places).addTo(table);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var protocol = mcp.other(exchange);
        if (protocol != null) {
            protocol.handleRequest(exchange);
        } else {
            table.handleRequest(exchange);
        }
    }
}
