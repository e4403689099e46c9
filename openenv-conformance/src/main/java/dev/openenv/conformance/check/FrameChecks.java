package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.List;

/** Frames of /ws that go well: 34 to 39, 44, 50, 56 to 58. */
final class FrameChecks {

    static final List<Check> ALL = List.of(
            Check.echo(34, "the upgrade does not wait for the world", t -> {
                var server = t.start(ServerSettings.of("echo").factoryDelay(Duration.ofSeconds(4)));
                Target.within(Duration.ofSeconds(1), "the upgrade", () -> server.open("/ws"));
                var socket = server.open("/ws");
                socket.send("{'type':'state'}");
                socket.receive().at("type").isText("state");
            }),
            Check.echo(35, "state and step before reset", t -> {
                var socket = t.session();
                socket.ask("{'type':'state'}")
                        .is("{'type':'state','data':{'episode_id':'fresh','step_count':0,'last':''}}");
                step(socket, "hi").at("observation.n").is("1");
            }),
            Check.echo(36, "reset with and without data; unknown keys dropped, any seed", FrameChecks::reset),
            Check.echo(37, "replies have exactly their keys", t -> {
                var socket = t.session();
                socket.ask("{'type':'step','data':{'message':'hi'}}")
                        .is("{'type':'observation','data':{'observation':{'metadata':{},'echoed':'hi','n':1},"
                                + "'reward':0.5,'done':false}}");
                step(socket, "meta")
                        .keys("observation", "reward", "done", "metadata")
                        .at("metadata")
                        .is("{'k':'v','nested':{'a':[1,null]}}");
            }),
            Check.echo(38, "counts, state, steps after done, reset starts over", FrameChecks::counts),
            Check.echo(39, "rewards are sent raw", t -> {
                var socket = t.session();
                step(socket, "int").at("reward").is("1");
                step(socket, "bool").at("reward").is("true");
                step(socket, "none").at("reward").is("null");
                step(socket, "nan").at("reward").is("null");
                step(socket, "inf").at("reward").is("null");
            }),
            Check.echo(44, "the bare words NaN and Infinity are read", t -> {
                var socket = t.session();
                for (var word : List.of("NaN", "Infinity", "-Infinity")) {
                    socket.ask("{'type':'step','data':{'message':'hi','metadata':{'x':" + word + "}}}")
                            .at("type")
                            .isText("observation");
                }
            }),
            Check.echo(50, "close has no reply, the server closes with 1000", t -> {
                var socket = t.session();
                socket.send("{'type':'close'}");
                socket.closedBy(1000);
            }),
            Check.echo(56, "steps sent at once are answered in order", t -> {
                pipelined(t.session(), 3);
                pipelined(t.session(), 200);
            }),
            Check.echo(57, "a slow session does not delay another", t -> {
                var slow = t.session();
                var quick = t.session();
                slow.send("{'type':'step','data':{'message':'sleep:3'}}");
                Target.within(Duration.ofSeconds(2), "a step beside a slow one", () -> step(quick, "hi"));
                slow.receive().at("data.observation.echoed").isText("sleep:3");
            }),
            Check.echo(58, "two sockets are two worlds", t -> {
                var one = t.session();
                var two = t.session();
                step(one, "a");
                step(one, "b").at("observation.n").is("2");
                step(two, "c").at("observation.n").is("1");
                one.ask("{'type':'state'}").at("data.last").isText("b");
            }),
            Check.echo(124, "observations have no unknown keys, metadata is never null", t -> {
                var socket = t.session();
                var reply = socket.ask("{'type':'reset'}").at("data");
                reply.keys("observation", "reward", "done");
                reply.at("observation")
                        .keys("metadata", "echoed", "n")
                        .at("metadata")
                        .is("{}");
                var next = step(socket, "hi");
                next.keys("observation", "reward", "done");
                next.at("observation").keys("metadata", "echoed", "n");
            }),
            Check.echo(125, "an empty metadata object is accepted in every action", t -> {
                t.session()
                        .ask("{'type':'step','data':{'message':'hi','metadata':{}}}")
                        .at("type")
                        .isText("observation");
                t.step("{'message':'hi','metadata':{}}").ok();
            }));

    private FrameChecks() {}

    /** The data of the reply to a step. */
    static Seen step(RawSocket socket, String message) throws Exception {
        var reply = socket.ask("{'type':'step','data':{'message':'" + message + "'}}");
        reply.at("type").isText("observation");
        return reply.at("data");
    }

    private static void reset(Target t) throws Exception {
        var socket = t.session();
        socket.ask("{'type':'reset'}")
                .is("{'type':'observation','data':{'observation':{'metadata':{},'echoed':'ready','n':0},"
                        + "'reward':null,'done':false}}");
        echoed(socket, "{'seed':7,'prefix':'p ','unknown':1}", "p ready seed=7");
        echoed(socket, "{'seed':-1}", "ready seed=-1");
        echoed(socket, "{'seed':1180591620717411303424}", "ready seed=1180591620717411303424");
        for (var seed : List.of("'x'", "NaN")) {
            socket.ask("{'type':'reset','data':{'seed':" + seed + "}}")
                    .at("type")
                    .isText("observation");
        }
    }

    private static void echoed(RawSocket socket, String data, String expected) throws Exception {
        socket.ask("{'type':'reset','data':" + data + "}")
                .at("data.observation.echoed")
                .isText(expected);
    }

    private static void counts(Target t) throws Exception {
        var socket = t.session();
        socket.ask("{'type':'reset','data':{'episode_id':'E'}}");
        step(socket, "a").at("observation.n").is("1");
        step(socket, "done").at("done").is("true");
        step(socket, "c").at("observation.n").is("3");
        socket.ask("{'type':'state'}").at("data").is("{'episode_id':'E','step_count':3,'last':'c'}");
        socket.ask("{'type':'reset'}").at("data.observation.n").is("0");
        var state = socket.ask("{'type':'state'}").at("data");
        state.at("step_count").is("0");
        state.at("last").isText("");
        if (state.at("episode_id").text().equals("E")) {
            throw state.unlike("a new episode id");
        }
    }

    private static void pipelined(RawSocket socket, int steps) throws Exception {
        for (var i = 0; i < steps; i++) {
            socket.send("{'type':'step','data':{'message':'m" + i + "'}}");
        }
        for (var i = 0; i < steps; i++) {
            var seen = socket.receive().at("data.observation");
            seen.at("echoed").isText("m" + i);
            seen.at("n").is(String.valueOf(i + 1));
        }
    }
}
