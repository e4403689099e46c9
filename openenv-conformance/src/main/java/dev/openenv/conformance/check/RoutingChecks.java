package dev.openenv.conformance.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Routes, odd bodies and factories over HTTP: 24 to 33. */
final class RoutingChecks {

    static final List<Check> ALL = List.of(
            Check.echo(24, "a wrong method is 405 and names the right one", t -> {
                for (var route : List.of("GET /reset", "PUT /step", "POST /health", "GET /mcp")) {
                    var reply = method(t, route);
                    reply.json(405).hasKeys("detail");
                    allowed(reply);
                }
                var head = method(t, "HEAD /health").status(405);
                allowed(head);
            }),
            Check.any(
                    25, "an unknown path is 404", t -> t.get("/nope").json(404).hasKeys("detail")),
            Check.echo(26, "a slash at the end is led away, queries are ignored", RoutingChecks::slash),
            Check.echo(27, "unicode, NUL and doubled keys", RoutingChecks::texts),
            Check.echo(28, "half a surrogate pair is no error of the server", t -> {
                var reply = t.step("{'message':'\\ud800'}");
                t.gentle(
                        "half a surrogate pair",
                        reply.status() == 200 || reply.status() == 422,
                        reply.status() == 500,
                        reply.status());
                if (reply.status() == 200) {
                    reply.ok().at("observation.n").is("1");
                } else if (reply.status() == 422) {
                    reply.json(422).at("detail.0").hasKeys("type", "loc");
                }
                t.step("{'message':'hi'}").ok().at("observation.echoed").isText("hi");
            }),
            Check.echo(29, "state is that of a fresh world, with its own fields when declared", t -> {
                t.post("/reset", "{'episode_id':'E'}").ok();
                t.get("/state").ok().is("{'episode_id':'fresh','step_count':0,'last':''}");
            }),
            Check.echo(30, "plain HTTP calls take no slot", t -> {
                var full = t.start(ServerSettings.of("echo").sessions(1));
                full.session();
                full.step("{'message':'hi'}").ok();
                full.post("/reset", "{}").ok();
                full.get("/state").ok();
                full.rpc("{'jsonrpc':'2.0','method':'nope','id':1}")
                        .at("error.code")
                        .is("-32601");
            }),
            Check.echo(31, "a failing factory is told everywhere", RoutingChecks::failing),
            Check.echo(32, "health is answered while a world is being made", RoutingChecks::slowFactory),
            Check.echo(33, "a body of 40 MB is served or refused", t -> {
                var body = "{\"action\":{\"message\":\"" + "x".repeat(40_000_000) + "\"}}";
                var reply = t.http()
                        .send("POST", "/step", "application/json", body.getBytes(StandardCharsets.US_ASCII), 60);
                if (reply.status() == 200) {
                    var length = reply.ok().at("observation.echoed").text().length();
                    if (length != 40_000_000) {
                        throw new Mismatch("characters of 40 MB", 40_000_000, length);
                    }
                } else if (reply.status() != 413) {
                    throw new Mismatch("40 MB to /step: status", "200 or 413", reply.status());
                }
                t.get("/health").ok();
            }));

    private static final Duration FACTORY = Duration.ofSeconds(4);

    private RoutingChecks() {}

    private static Reply method(Target t, String route) throws Exception {
        var parts = route.split(" ", 2);
        return t.http().send(parts[0], parts[1], null, null, 20);
    }

    private static void allowed(Reply reply) {
        if (!reply.headers().containsKey("allow")) {
            throw new Mismatch(reply.what() + ": headers", "Allow", reply.headers());
        }
    }

    private static void slash(Target t) throws Exception {
        var reply = t.get("/health/").status(307);
        var place = reply.headers().getOrDefault("location", "");
        if (!place.endsWith("/health")) {
            throw new Mismatch("/health/: Location", ".../health", place);
        }
        t.get("/health?x=1").ok().is("{'status':'healthy'}");
        t.post("/reset?seed=5", "{}").ok().at("observation.echoed").isText("ready");
    }

    private static void texts(Target t) throws Exception {
        t.step("{'message':'h\u00e9 \ud83d\ude00'}")
                .ok()
                .at("observation.echoed")
                .isText("h\u00e9 \ud83d\ude00");
        t.step("{'message':'a\\u0000b'}").ok().at("observation.echoed").isText("a\0b");
        t.step("{'message':'first','message':'second'}")
                .ok()
                .at("observation.echoed")
                .isText("second");
    }

    private static void failing(Target t) throws Exception {
        var server = t.start(ServerSettings.of("echo").failing());
        server.get("/health").ok();
        server.get("/schema").ok();
        server.get("/list_environments").ok();
        server.post("/reset", "{}").worldError();
        server.step("{'message':'hi'}").worldError();
        server.get("/state").worldError();
        server.get("/metadata").worldError();
        server.post("/mcp", "{'jsonrpc':'2.0','method':'tools/list','id':1}").worldError();
        var refused = server.rpc("{'jsonrpc':'2.0','method':'openenv/session/create','id':1}");
        refused.at("error.code").is("-32000");
        refused.at("error.data.factory_name").text();
        var socket = server.open("/ws");
        socket.error("FACTORY_ERROR").at("factory_name").text();
        socket.closedBy(1000);
        var rpc = server.open("/mcp");
        var frame = rpc.receive();
        frame.at("id").is("null");
        frame.at("error.code").is("-32000");
        frame.at("error.data.factory_name").text();
        rpc.closedBy(1000);
        server.get("/health").ok();
    }

    private static void slowFactory(Target t) throws Exception {
        var server = t.start(ServerSettings.of("echo").factoryDelay(FACTORY));
        var metadata = new ArrayList<CompletableFuture<Reply>>();
        metadata.add(CompletableFuture.supplyAsync(() -> {
            try {
                return server.get("/metadata");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        Target.pass(Duration.ofMillis(500));
        var begin = System.nanoTime();
        server.get("/health").ok();
        var took = Duration.ofNanos(System.nanoTime() - begin);
        t.gentle(
                "health while a world is made",
                took.toMillis() < 1000,
                took.compareTo(FACTORY) < 0,
                took.toMillis() + " ms");
        for (var each : metadata) {
            each.get().ok();
        }
    }
}
