package dev.openenv.conformance.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Frames of /ws that are refused: 40 to 43, 45 to 49. */
final class FrameErrorChecks {

    static final List<Check> ALL = List.of(
            Check.echo(40, "the data of a step is the action itself", t -> {
                var socket = t.session();
                invalid(socket, "{'type':'step','data':{'action':{'message':'hi'}}}", 2, 0, "missing", "['message']");
                invalid(
                        socket,
                        "{'type':'step','data':{'message':'hi','timeout_s':5}}",
                        1,
                        0,
                        "extra_forbidden",
                        "['timeout_s']");
                usable(socket);
            }),
            Check.echo(41, "every wrong envelope and action is a VALIDATION_ERROR", FrameErrorChecks::validation),
            Check.echo(42, "unknown types are UNKNOWN_TYPE", t -> {
                var socket = t.session();
                socket.send("{'type':'nope'}");
                socket.error("UNKNOWN_TYPE").at("message").isText("Unknown message type: nope");
                for (var frame : List.of("{}", "{'type':null}", "{'type':5}", "{'type':['step']}", "{'type':'STEP'}")) {
                    socket.send(frame);
                    socket.error("UNKNOWN_TYPE").at("message").contains("Unknown message type: ");
                }
                usable(socket);
            }),
            Check.echo(43, "broken and empty text is INVALID_JSON", t -> {
                var socket = t.session();
                for (var text : List.of("{bad", "")) {
                    socket.text(text);
                    socket.error("INVALID_JSON");
                }
                usable(socket);
            }),
            Check.echo(45, "what a world raises is EXECUTION_ERROR; the episode goes on", FrameErrorChecks::raised),
            Check.echo(46, "JSON that is no object is an error, and the socket stays", t -> {
                for (var text : List.of("[]", "null", "\"x\"", "5")) {
                    var socket = t.session();
                    socket.text(text);
                    gentleError(t, socket, "frame " + text);
                }
            }),
            Check.echo(47, "a binary frame is an error, and the socket stays", t -> {
                var socket = t.session();
                socket.frame(
                        RawSocket.LAST | RawSocket.BINARY, "{\"type\":\"state\"}".getBytes(StandardCharsets.UTF_8));
                gentleError(t, socket, "binary frame");
            }),
            Check.echo(48, "an action refused by its own check is an error, and the socket stays", t -> {
                var socket = t.start(ServerSettings.of("strict")).session();
                socket.send("{'type':'step','data':{'message':'forbidden'}}");
                gentleError(t, socket, "own check of an action");
            }),
            Check.echo(49, "half a surrogate pair is an error or an echo, and the socket stays", t -> {
                var socket = t.session();
                socket.send("{'type':'step','data':{'message':'\\ud800'}}");
                var reply = socket.receive();
                if (reply.at("type").equalTo("'error'")) {
                    stays(t, socket, "half a surrogate pair", reply);
                } else {
                    reply.at("type").isText("observation");
                    usable(socket);
                }
            }));

    private FrameErrorChecks() {}

    static void usable(RawSocket socket) throws Exception {
        FrameChecks.step(socket, "still here").at("observation.echoed").isText("still here");
    }

    private static void gentleError(Target t, RawSocket socket, String what) throws Exception {
        stays(t, socket, what, socket.receive());
    }

    /** An error frame; afterwards the socket is usable, or closed as the reference does. */
    private static void stays(Target t, RawSocket socket, String what, Seen reply) throws Exception {
        reply.at("type").isText("error");
        var code = reply.at("data.code").text();
        if (!List.of("SESSION_ERROR", "VALIDATION_ERROR", "INVALID_JSON").contains(code)) {
            throw reply.unlike("code SESSION_ERROR or VALIDATION_ERROR");
        }
        try {
            socket.send("{'type':'step','data':{'message':'still here'}}");
        } catch (IOException e) {
            t.gentle(what, false, true, "the socket was closed");
            return;
        }
        var next = socket.next();
        socket.close();
        t.gentle(what, next.kind() == RawSocket.TEXT, next.kind() == RawSocket.CLOSE && next.code() == 1000, next);
    }

    private static void invalid(RawSocket socket, String frame, int items, int index, String type, String loc)
            throws Exception {
        socket.send(frame);
        var data = socket.error("VALIDATION_ERROR");
        data.at("message").isText("Invalid message");
        var item = data.at("errors").size(items).at(String.valueOf(index));
        item.at("type").isText(type);
        item.at("loc").is(loc);
        item.hasKeys("msg", "input");
    }

    private static void validation(Target t) throws Exception {
        var socket = t.session();
        invalid(socket, "{'type':'step'}", 1, 0, "missing", "['data']");
        for (var type : List.of("step", "reset")) {
            invalid(socket, "{'type':'" + type + "','data':null}", 1, 0, "dict_type", "['data']");
            invalid(socket, "{'type':'" + type + "','data':[]}", 1, 0, "dict_type", "['data']");
        }
        invalid(socket, "{'type':'step','data':{'message':'hi'},'zzz':1}", 1, 0, "extra_forbidden", "['zzz']");
        invalid(socket, "{'type':'state','data':{}}", 1, 0, "extra_forbidden", "['data']");
        invalid(socket, "{'type':'close','data':{}}", 1, 0, "extra_forbidden", "['data']");
        invalid(socket, "{'type':'reset','zzz':1}", 1, 0, "extra_forbidden", "['zzz']");
        invalid(socket, "{'type':'step','data':{}}", 1, 0, "missing", "['message']");
        invalid(socket, "{'type':'step','data':{'message':5}}", 1, 0, "string_type", "['message']");
        invalid(socket, "{'type':'step','data':{'message':''}}", 1, 0, "string_too_short", "['message']");
        invalid(socket, "{'type':'step','data':{'message':'hi','a':1}}", 1, 0, "extra_forbidden", "['a']");
        usable(socket);
    }

    private static void raised(Target t) throws Exception {
        var socket = t.session();
        socket.ask("{'type':'reset','data':{'episode_id':'E'}}");
        FrameChecks.step(socket, "one");
        socket.send("{'type':'step','data':{'message':'boom'}}");
        socket.error("EXECUTION_ERROR").at("message").isText("boom from step");
        socket.send("{'type':'reset','data':{'prefix':'boom'}}");
        socket.error("EXECUTION_ERROR").at("message").isText("boom from reset");
        socket.ask("{'type':'state'}").at("data").is("{'episode_id':'E','step_count':1,'last':'one'}");
        usable(socket);
    }
}
