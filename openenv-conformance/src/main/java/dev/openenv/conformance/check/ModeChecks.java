package dev.openenv.conformance.check;

import java.util.List;

/** Modes: 113 and 114. */
final class ModeChecks {

    static final List<Check> ALL = List.of(
            Check.echo(113, "production has no control over HTTP; the argument wins over the variable", t -> {
                production(t.start(ServerSettings.of("echo").modeVariable("PRODUCTION")));
                production(t.start(ServerSettings.of("plain").mode("production").modeVariable("simulation")));
            }),
            Check.echo(114, "an unknown or empty mode stops the start", t -> {
                t.refused(ServerSettings.of("echo").modeVariable("nope"));
                t.refused(ServerSettings.of("echo").modeVariable(""));
            }));

    private ModeChecks() {}

    private static void production(Target server) throws Exception {
        server.post("/reset", "{}").json(404);
        server.step("{'message':'hi'}").json(404);
        server.get("/state").json(404);
        var paths = server.get("/openapi.json").ok().at("paths");
        for (var path : List.of("/reset", "/step", "/state")) {
            paths.without(path);
        }
        paths.hasKeys("/health", "/schema", "/metadata", "/mcp");
        server.get("/health").ok();
        server.get("/schema").ok();
        server.get("/metadata").ok();
        server.rpc("{'jsonrpc':'2.0','method':'nope','id':1}").at("error.code").is("-32601");
        var socket = server.session();
        socket.ask("{'type':'reset'}").at("type").isText("observation");
        FrameErrorChecks.usable(socket);
    }
}
