package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.List;

/** The playground and agent loops on the server: 115 to 118. */
final class WebChecks {

    static final List<Check> ALL = List.of(
            Check.echo(115, "the playground keeps one world", WebChecks::playground),
            Check.echo(116, "/ws/ui pushes the state at first and after each call", WebChecks::pushes),
            Check.echo(117, "without the playground / and /web are 404", t -> {
                t.get("/").json(404);
                t.get("/web").json(404);
            }),
            Check.echo(118, "turns of a harness", WebChecks::harness));

    private WebChecks() {}

    private static void playground(Target t) throws Exception {
        var server = t.start(ServerSettings.of("echo").withWeb());
        for (var path : List.of("/", "/web")) {
            var place = server.get(path).status(307).headers().getOrDefault("location", "");
            if (!place.endsWith("/web/")) {
                throw new Mismatch(path + ": Location", "/web/", place);
            }
        }
        if (!server.get("/web/").status(200).type().startsWith("text/html")) {
            throw new Mismatch("/web/", "a page", "another type");
        }
        server.post("/web/reset", "{'seed':7,'prefix':'p '}")
                .ok()
                .at("observation.echoed")
                .isText("p ready seed=7");
        server.http()
                .send("POST", "/web/reset", null, null, 20)
                .ok()
                .is("{'observation':{'metadata':{},'echoed':'ready','n':0},'reward':null,'done':false}");
        server.post("/web/step", "{'action':{'message':'hi'}}")
                .ok()
                .at("observation.n")
                .is("1");
        server.post("/web/step", "{'message':'again'}").ok().at("observation.n").is("2");
        server.post("/web/step", "{'message':'int'}").ok().at("reward").is("1");
        var state = server.get("/web/state").ok();
        state.at("step_count").is("3");
        state.at("last").isText("int");
        var bad = server.post("/web/step", "{'action':{'zzz':1}}");
        t.gentle("a wrong action of the playground", bad.status() == 422, bad.status() == 500, bad.status());
        var nan = server.post("/web/step", "{'message':'nan'}");
        t.gentle(
                "NaN in the playground",
                nan.status() == 200 && nan.ok().at("reward").isNull(),
                nan.status() == 500,
                nan.status());
        server.post("/web/reset", "{}").ok();
        var early = t.start(ServerSettings.of("needsreset").withWeb());
        early.get("/web/state").json(409).at("detail").text();
        early.post("/web/reset", "{}").ok();
        early.get("/web/state").ok();
    }

    private static void pushes(Target t) throws Exception {
        var server = t.start(ServerSettings.of("echo").withWeb());
        server.post("/web/reset", "{'episode_id':'E'}").ok();
        var socket = server.open("/ws/ui");
        var first = socket.receive();
        first.keys("type", "episode_state").at("type").isText("state_update");
        first.at("episode_state").hasKeys("episode_id", "step_count", "current_observation", "action_logs", "is_reset");
        first.at("episode_state.episode_id").isText("E");
        first.at("episode_state.step_count").is("0");
        socket.text("ignored");
        server.post("/web/step", "{'message':'hi'}").ok();
        var next = socket.receive().at("episode_state");
        next.at("step_count").is("1");
        next.at("action_logs")
                .size(1)
                .at("0")
                .hasKeys("timestamp", "action", "observation", "reward", "done", "step_count");
        next.at("action_logs.0.reward").is("0.5");
    }

    private static void harness(Target t) throws Exception {
        var server = t.start(ServerSettings.of("harness").sessions(1).mode("production"));
        var socket = server.open("/harness");
        var started = socket.receive();
        started.at("type").isText("session_started");
        started.at("data").hasKeys("session_id", "harness");
        turn(socket, "hello");
        socket.text("{bad");
        protocolError(socket, "INVALID_JSON");
        socket.send("[1]");
        protocolError(socket, "VALIDATION_ERROR");
        socket.send("{'type':'other'}");
        protocolError(socket, "VALIDATION_ERROR");
        turn(socket, "again");
        var second = server.open("/harness").receive();
        second.at("type").isText("error");
        second.at("data.code").isText("CAPACITY_REACHED");
        second.at("data").hasKeys("message", "code").without("active_sessions").without("max_sessions");
        socket.send("{'type':'message','content':'crash'}");
        Seen event;
        do {
            event = socket.receive(Duration.ofSeconds(10));
        } while (!event.at("type").equalTo("'error'"));
        event.at("data.recoverable").is("false");
        socket.closedBy(1000);
        var training = t.start(ServerSettings.of("harness").sessions(1)).open("/harness");
        if (training.status() != 403) {
            throw new Mismatch("handshake at /harness in simulation", "403", training.status());
        }
    }

    private static void turn(RawSocket socket, String content) throws Exception {
        socket.send("{'type':'message','content':'" + content + "'}");
        for (var i = 0; i < 20; i++) {
            var event = socket.receive();
            event.hasKeys("type", "timestamp", "data");
            if (event.at("type").equalTo("'turn_complete'")) {
                event.at("data.response").isText(content);
                event.at("data.done").is("false");
                return;
            }
        }
        throw new Mismatch("a turn", "turn_complete", "20 other events");
    }

    private static void protocolError(RawSocket socket, String code) throws Exception {
        var error = socket.receive();
        error.at("type").isText("protocol_error");
        error.at("data.code").isText(code);
        error.at("data.message").text();
    }
}
