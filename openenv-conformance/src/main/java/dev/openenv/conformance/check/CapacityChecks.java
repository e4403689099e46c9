package dev.openenv.conformance.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Slots: 51 to 55 and 60. Each check has a server of its own when there is a starter. */
final class CapacityChecks {

    private static final String CREATE = "{'jsonrpc':'2.0','method':'openenv/session/create','id':1}";

    static final List<Check> ALL = List.of(
            Check.echo(51, "a client's close frame frees its slot", t -> {
                var server = four(t);
                var sockets = fill(server);
                sockets.get(0).frame(RawSocket.LAST | RawSocket.CLOSE, new byte[] {3, (byte) 232});
                sockets.get(0).closedBy(1000);
                free(server, Duration.ofSeconds(3));
            }),
            Check.echo(52, "the fifth socket is told CAPACITY_REACHED and closed", CapacityChecks::fifth),
            Check.echo(53, "capacity is shared by sockets and sessions", CapacityChecks::shared),
            Check.echo(54, "a slot is back after close and after a TCP reset", t -> {
                var server = four(t);
                var sockets = fill(server);
                sockets.get(0).send("{'type':'close'}");
                sockets.get(0).closedBy(1000);
                free(server, Duration.ofSeconds(1)).close();
                fill(server, 1);
                sockets.get(1).reset();
                free(server, Duration.ofSeconds(1));
            }),
            Check.echo(55, "the slot of a client that leaves during a step comes back", CapacityChecks::leaver),
            Check.echo(60, "a client that answers no ping is dropped within 60 s", t -> {
                        var server = four(t);
                        var sockets = fill(server);
                        sockets.get(0).leavePingsUnanswered();
                        var end = sockets.get(0).next(Duration.ofSeconds(62));
                        if (end.kind() == RawSocket.TEXT) {
                            throw new Mismatch("a client without pongs", "dropped", end);
                        }
                        free(server, Duration.ofSeconds(5));
                    })
                    .takingLong());

    private CapacityChecks() {}

    private static Target four(Target t) throws IOException {
        try {
            return t.start(ServerSettings.of("echo").sessions(4));
        } catch (NotApplicable e) {
            return t;
        }
    }

    private static List<RawSocket> fill(Target t) throws Exception {
        return fill(t, 4);
    }

    private static List<RawSocket> fill(Target t, int count) throws Exception {
        var sockets = new ArrayList<RawSocket>();
        for (var i = 0; i < count; i++) {
            sockets.add(t.session());
        }
        return sockets;
    }

    /** A new socket must find a slot in this time. */
    private static RawSocket free(Target t, Duration limit) throws Exception {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var socket = t.open("/ws");
            var reply = socket.ask("{'type':'state'}");
            if (reply.at("type").equalTo("'state'")) {
                return socket;
            }
            RawSocket.error(reply, "CAPACITY_REACHED");
            if (System.nanoTime() > end) {
                throw new Mismatch("a slot", "free within " + limit.toMillis() + " ms", reply);
            }
            Target.pass(Duration.ofMillis(20));
        }
    }

    private static boolean full(Target t) throws Exception {
        var socket = t.open("/ws");
        if (socket.silentFor(Duration.ofMillis(700))) {
            socket.close();
            return false;
        }
        return true;
    }

    private static void mustBeFull(Target t) throws Exception {
        if (!full(t)) {
            throw new NotApplicable("the server takes more than 4 sessions; serve it with 4");
        }
    }

    private static void fifth(Target t) throws Exception {
        var server = four(t);
        fill(server);
        mustBeFull(server);
        var socket = server.open("/ws");
        if (socket.status() != 101) {
            throw new Mismatch("handshake of the fifth socket", 101, socket.status());
        }
        var data = socket.error("CAPACITY_REACHED");
        data.at("active_sessions").is("4");
        data.at("max_sessions").is("4");
        data.at("message").isText("Server at capacity: 4/4 sessions active. Cannot accept new connections.");
        var waits = socket.silentFor(Duration.ofMillis(100));
        if (waits) {
            try {
                socket.send("{'type':'reset'}");
            } catch (IOException e) {
                // closed meanwhile
            }
        }
        socket.closedBy(1000);
        t.gentle("the close of a refused socket waits for its first frame or a short grace", waits, true, "at once");
    }

    private static void shared(Target t) throws Exception {
        var server = four(t);
        server.session();
        server.session("/mcp");
        server.rpc(CREATE).at("result.session_id").text();
        var id = server.rpc(CREATE).at("result.session_id").text();
        try {
            mustBeFull(server);
            var refused = server.rpc(CREATE);
            refused.at("error.code").is("-32000");
            refused.at("error.data").hasKeys("active_sessions", "max_sessions");
            var socket = server.open("/mcp");
            var frame = socket.receive();
            frame.at("id").is("null");
            frame.at("error.code").is("-32000");
            frame.at("error.data.max_sessions").is("4");
        } finally {
            server.rpc(
                    "{'jsonrpc':'2.0','method':'openenv/session/close','params':{'session_id':'" + id + "'},'id':2}");
        }
        free(server, Duration.ofSeconds(2));
    }

    private static void leaver(Target t) throws Exception {
        var server = four(t);
        var sockets = fill(server);
        mustBeFull(server);
        sockets.get(0).send("{'type':'step','data':{'message':'sleep:3'}}");
        Target.pass(Duration.ofMillis(300));
        sockets.get(0).reset();
        var begin = System.nanoTime();
        free(server, Duration.ofSeconds(8));
        var took = Duration.ofNanos(System.nanoTime() - begin);
        t.gentle(
                "slot of a client that left during a step of 3 s",
                took.toMillis() < 1500,
                true,
                "free after " + took.toMillis() + " ms");
    }
}
