package dev.openenv.conformance.check;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** JSON-RPC over WS /mcp and in frames of /ws: 91, 92, 94. */
final class RpcSocketChecks {

    static final List<Check> ALL = List.of(
            Check.tools(91, "a socket at /mcp gives the same answers", RpcSocketChecks::same),
            Check.tools(92, "no object or a binary frame at /mcp is -32600, and the socket stays", t -> {
                for (var text : List.of("[]", "null", "\"x\"", "5")) {
                    var socket = t.session("/mcp");
                    socket.text(text);
                    stays(t, socket, "frame " + text);
                }
                var socket = t.session("/mcp");
                socket.frame(RawSocket.LAST | RawSocket.BINARY, "{}".getBytes(StandardCharsets.UTF_8));
                stays(t, socket, "binary frame");
            }),
            Check.tools(94, "mcp frames on /ws wrap requests and replies", t -> {
                var socket = t.session();
                var reply = socket.ask("{'type':'mcp','data':{'jsonrpc':'2.0','method':'tools/call',"
                        + "'params':{'name':'add','arguments':{'a':1,'b':2}},'id':9}}");
                reply.keys("type", "data").at("type").isText("mcp");
                reply.at("data.id").is("9");
                reply.at("data.result.data").is("3");
                var malformed = socket.ask("{'type':'mcp','data':{'method':'tools/list','id':1}}");
                malformed.at("type").isText("mcp");
                RpcChecks.error(malformed.at("data"), "-32600");
                for (var frame :
                        List.of("{'type':'mcp'}", "{'type':'mcp','data':null}", "{'type':'mcp','data':{},'zzz':1}")) {
                    socket.send(frame);
                    socket.error("VALIDATION_ERROR").at("errors").list();
                }
                socket.ask("{'type':'mcp','data':{'jsonrpc':'2.0','method':'tools/list','id':1}}")
                        .at("data.result.tools")
                        .size(9);
            }));

    private RpcSocketChecks() {}

    private static void same(Target t) throws Exception {
        var socket = t.session("/mcp?session_id=nope");
        socket.ask("{'jsonrpc':'2.0','method':'tools/list','id':1}")
                .at("result.tools")
                .size(9);
        for (var i = 1; i < 3; i++) {
            socket.ask("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'tally','session_id':'other'},'id':2}")
                    .at("result.data")
                    .is(String.valueOf(i));
        }
        socket.text("{bad");
        RpcChecks.error(socket.receive(), "-32700").at("id").is("null");
        RpcChecks.error(socket.ask("{}"), "-32600");
        RpcChecks.error(socket.ask("{'jsonrpc':'2.0','method':'nope','id':3}"), "-32601")
                .at("id")
                .is("3");
        RpcChecks.error(
                socket.ask("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'fail'},'id':4}"), "-32603");
        var id = socket.ask("{'jsonrpc':'2.0','method':'openenv/session/create','id':5}")
                .at("result.session_id")
                .text();
        socket.ask("{'jsonrpc':'2.0','method':'openenv/session/create','id':6}")
                .at("result.session_id")
                .isText(id);
        RpcChecks.error(
                socket.ask("{'jsonrpc':'2.0','method':'openenv/session/close','params':{'session_id':'" + id
                        + "'},'id':7}"),
                "-32600");
        socket.ask("{'jsonrpc':'2.0','method':'tools/list','id':8}").at("id").is("8");
        var full = t.start(ServerSettings.of("tools").sessions(1));
        full.session("/mcp");
        var refused = full.open("/mcp");
        var frame = RpcChecks.error(refused.receive(), "-32000");
        frame.at("id").is("null");
        frame.at("error.data").is("{'active_sessions':1,'max_sessions':1}");
        refused.closedBy(1000);
    }

    private static void stays(Target t, RawSocket socket, String what) throws Exception {
        var reply = socket.receive();
        var gentle = reply.at("error.code").equalTo("-32600");
        if (!gentle) {
            RpcChecks.error(reply, "-32000");
            socket.closedBy(1000);
        } else {
            socket.ask("{'jsonrpc':'2.0','method':'tools/list','id':1}")
                    .at("result.tools")
                    .size(9);
        }
        socket.close();
        t.gentle(what, gentle, true, "-32000 and close");
    }
}
