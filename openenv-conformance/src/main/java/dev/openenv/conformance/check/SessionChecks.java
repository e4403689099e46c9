package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.List;

/** Sessions that outlive sockets: 66 to 73. */
final class SessionChecks {

    private static final String CREATE = "{'jsonrpc':'2.0','method':'openenv/session/create','id':1}";

    static final List<Check> ALL = List.of(
            Check.echo(66, "create, attach, leave, attach again: the same episode", SessionChecks::again),
            Check.echo(67, "an unknown session is SESSION_ERROR and close 1000", t -> {
                var socket = t.open("/ws?session_id=nope");
                socket.error("SESSION_ERROR");
                socket.closedBy(1000);
            }),
            Check.echo(68, "a second attach is refused, the first goes on", t -> {
                var id = create(t);
                try {
                    var first = attach(t, id);
                    var second = t.open("/ws?session_id=" + id);
                    second.error("SESSION_ERROR");
                    second.closedBy(1000);
                    FrameErrorChecks.usable(first);
                } finally {
                    end(t, id);
                }
            }),
            Check.echo(
                    69,
                    "an attach while the step of a lost socket runs is taken, the result is kept",
                    SessionChecks::takeover),
            Check.echo(70, "close while attached is put off, and may be repeated", SessionChecks::closing),
            Check.echo(71, "an attached socket takes no second slot", t -> {
                var server = t.start(ServerSettings.of("echo").sessions(2));
                attach(server, create(server));
                FrameErrorChecks.usable(server.session());
                server.rpc(CREATE).at("error.code").is("-32000");
            }),
            Check.echo(
                    72, "closing twice, unknown, missing, empty and mistyped ids is -32602", SessionChecks::wrongIds),
            Check.echo(73, "a plain socket's session is its own", SessionChecks::plain));

    private SessionChecks() {}

    static String create(Target t) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            var reply = t.rpc(CREATE);
            if (!reply.toString().contains("at capacity") || System.nanoTime() > end) {
                return reply.without("error").at("result.session_id").text();
            }
            Target.pass(Duration.ofMillis(50));
        }
    }

    static Seen end(Target t, String id) throws Exception {
        return t.rpc("{'jsonrpc':'2.0','method':'openenv/session/close','params':{'session_id':'" + id + "'},'id':2}");
    }

    static RawSocket attach(Target t, String id) throws Exception {
        return t.session("/ws?session_id=" + id);
    }

    /** Attaches as soon as the server has seen the last socket leave. */
    private static RawSocket attachSoon(Target t, String id) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (true) {
            var socket = t.open("/ws?session_id=" + id);
            var reply = socket.ask("{'type':'state'}");
            if (reply.at("type").equalTo("'state'")) {
                return socket;
            }
            if (System.nanoTime() > end) {
                throw reply.unlike("a state: the last socket left 3 s ago");
            }
            Target.pass(Duration.ofMillis(50));
        }
    }

    private static void again(Target t) throws Exception {
        var id = create(t);
        try {
            var socket = attach(t, id);
            socket.ask("{'type':'reset','data':{'episode_id':'E'}}");
            FrameChecks.step(socket, "one");
            socket.send("{'type':'close'}");
            socket.closedBy(1000);
            var second = attachSoon(t, id);
            FrameChecks.step(second, "two").at("observation.n").is("2");
            second.reset();
            var third = attachSoon(t, id);
            third.ask("{'type':'state'}").at("data").is("{'episode_id':'E','step_count':2,'last':'two'}");
            FrameErrorChecks.usable(third);
            third.close();
        } finally {
            end(t, id);
        }
    }

    private static void takeover(Target t) throws Exception {
        var id = create(t);
        try {
            var first = attach(t, id);
            first.send("{'type':'step','data':{'message':'sleep:2'}}");
            Target.pass(Duration.ofMillis(300));
            first.reset();
            Target.pass(Duration.ofMillis(200));
            var second = t.open("/ws?session_id=" + id);
            second.send("{'type':'state'}");
            var reply = second.receive();
            t.gentle(
                    "attach while the old socket's step runs",
                    reply.at("type").equalTo("'state'"),
                    reply.toString().contains("SESSION_ERROR"),
                    reply);
            if (reply.at("type").equalTo("'state'")) {
                var end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                while (reply.at("data.step_count").equalTo("0") && System.nanoTime() < end) {
                    Target.pass(Duration.ofMillis(100)); // what it was before the step, which runs
                    reply = second.ask("{'type':'state'}");
                }
                reply.at("data.step_count").is("1");
                reply.at("data.last").isText("sleep:2");
                FrameErrorChecks.usable(second);
                second.close();
            } else {
                attachSoon(t, id).close();
            }
        } finally {
            end(t, id);
        }
    }

    private static void closing(Target t) throws Exception {
        var id = create(t);
        var socket = attach(t, id);
        for (var i = 0; i < 2; i++) {
            end(t, id).at("result").is("{'session_id':'" + id + "','closed':false,'closing':true}");
        }
        FrameErrorChecks.usable(socket);
        socket.close();
        var deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        for (var reply = end(t, id); !reply.has("error"); reply = end(t, id)) {
            if (System.nanoTime() > deadline) {
                throw reply.unlike("an unknown session, 3 s after its socket left");
            }
            Target.pass(Duration.ofMillis(50));
        }
        t.open("/ws?session_id=" + id).error("SESSION_ERROR");
    }

    private static void wrongIds(Target t) throws Exception {
        var id = create(t);
        end(t, id).at("result").is("{'session_id':'" + id + "','closed':true}");
        end(t, id).at("error.code").is("-32602");
        end(t, "nope").at("error.code").is("-32602");
        end(t, "").at("error.code").is("-32602");
        t.rpc("{'jsonrpc':'2.0','method':'openenv/session/close','id':1}")
                .at("error.code")
                .is("-32602");
        for (var wrong : List.of("5", "{}", "[]")) {
            var reply = t.post(
                    "/mcp",
                    "{'jsonrpc':'2.0','method':'openenv/session/close','params':{'session_id':" + wrong + "},'id':1}");
            var gentle = reply.status() == 200 && reply.ok().at("error.code").equalTo("-32602");
            t.gentle("session_id " + wrong, gentle, reply.status() == 500 || reply.status() == 200, reply.body());
        }
        t.get("/health").ok();
    }

    private static void plain(Target t) throws Exception {
        var owner = t.session();
        var id = owner.ask("{'type':'mcp','data':" + CREATE + "}")
                .at("data.result.session_id")
                .text();
        FrameChecks.step(owner, "one");
        var other = t.open("/ws?session_id=" + id);
        other.send("{'type':'state'}");
        var attached = other.receive();
        var refused = attached.toString().contains("SESSION_ERROR");
        other.close();
        var ended = end(t, id);
        var kept = ended.has("error");
        t.gentle(
                "a foreign socket and a foreign close of a plain socket's session",
                refused && kept,
                attached.at("type").text().length() > 0,
                attached + " and " + ended);
        if (kept) {
            FrameChecks.step(owner, "two").at("observation.n").is("2");
        }
    }
}
