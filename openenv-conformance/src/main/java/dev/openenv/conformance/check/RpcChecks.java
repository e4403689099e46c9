package dev.openenv.conformance.check;

import java.util.List;

/** JSON-RPC over POST /mcp: 77 to 82, 88, 95 to 98. */
final class RpcChecks {

    static final List<Check> ALL = List.of(
            Check.tools(77, "{} is -32600; garbage, nothing, batch and null are -32700", t -> {
                error(t.raw("/mcp", "{}").ok(), "-32600");
                for (var body : List.of(
                        "{bad", "", "[{\"jsonrpc\":\"2.0\",\"method\":\"tools/list\",\"id\":1}]", "null", "\"x\"")) {
                    error(t.raw("/mcp", body).ok(), "-32700").at("id").is("null");
                }
            }),
            Check.tools(78, "what is no JSON-RPC request is -32600", RpcChecks::invalid),
            Check.tools(79, "ids are echoed; without one the reply has null", t -> {
                for (var id : List.of("'a'", "0", "-1", "null")) {
                    var reply = t.rpc("{'jsonrpc':'2.0','method':'tools/list','id':" + id + "}");
                    reply.keys("jsonrpc", "id", "result").at("id").is(id);
                }
                t.rpc("{'jsonrpc':'2.0','method':'tools/list'}").at("id").is("null");
            }),
            Check.tools(80, "a reply has a result or an error, never both", t -> {
                t.rpc("{'jsonrpc':'2.0','method':'tools/list','id':1}")
                        .keys("jsonrpc", "id", "result")
                        .at("jsonrpc")
                        .isText("2.0");
                error(t.rpc("{'jsonrpc':'2.0','method':'nope','id':1}"), "-32601");
            }),
            Check.tools(81, "methods of other dialects are not found", t -> {
                for (var method : List.of("initialize", "ping", "resources/list", "")) {
                    error(t.rpc("{'jsonrpc':'2.0','method':'" + method + "','id':1}"), "-32601")
                            .at("error.message")
                            .isText("Method not found: " + method);
                }
            }),
            Check.tools(82, "content type and Accept are not looked at; GET is 405", t -> {
                var body = "{\"jsonrpc\":\"2.0\",\"method\":\"tools/list\",\"id\":1}";
                for (var type : List.of("text/plain", "application/xml")) {
                    t.http().raw("/mcp", type, body).ok().at("result.tools").list();
                }
                t.http().raw("/mcp", null, body).ok().at("result.tools").list();
                t.get("/mcp").json(405).hasKeys("detail");
            }),
            Check.tools(88, "no slot is -32000 with counts, a failing factory -32000 with its name", t -> {
                var full = t.start(ServerSettings.of("tools").sessions(1));
                SessionChecks.create(full);
                var refused = full.rpc("{'jsonrpc':'2.0','method':'openenv/session/create','id':1}");
                error(refused, "-32000").at("error.data").is("{'active_sessions':1,'max_sessions':1}");
                var failing = t.start(ServerSettings.of("tools").failing());
                error(failing.rpc("{'jsonrpc':'2.0','method':'openenv/session/create','id':1}"), "-32000")
                        .at("error.data.factory_name")
                        .text();
            }),
            Check.echo(95, "a world without tools does not support MCP", t -> {
                for (var method : List.of("tools/list", "tools/call")) {
                    error(t.rpc("{'jsonrpc':'2.0','method':'" + method + "','params':{'name':'x'},'id':1}"), "-32603")
                            .at("error.message")
                            .isText("Environment does not support MCP");
                }
                error(t.rpc("{'jsonrpc':'2.0','method':'nope','id':1}"), "-32601");
            }),
            Check.tools(96, "a world whose steps answer tool actions is asked through them", t -> {
                var server = t.start(ServerSettings.of("mcpstyle"));
                server.rpc("{'jsonrpc':'2.0','method':'tools/list','id':1}")
                        .at("result.tools.0")
                        .is("{'name':'one','description':'d','input_schema':{'type':'object'}}");
                server.rpc("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'one','arguments':{'a':1}},"
                                + "'id':1}")
                        .at("result")
                        .is("{'done':false,'reward':null,'metadata':{},'tool_name':'one','result':{'got':{'a':1}},"
                                + "'error':null}");
            }),
            Check.tools(97, "a tool called reset stops the start", t -> t.refused(ServerSettings.of("reserved"))),
            Check.tools(98, "tools/call has no time limit", t -> ToolCallChecks.call(t, "slow", "{'seconds':31}")
                            .at("result.data")
                            .contains("slept 31"))
                    .takingLong());

    private RpcChecks() {}

    /** The reply is an error of this code in the right form. */
    static Seen error(Seen reply, String code) {
        reply.keys("jsonrpc", "id", "error");
        reply.at("error").keys("code", "message", "data");
        reply.at("error.code").is(code);
        reply.at("error.message").text();
        return reply;
    }

    private static void invalid(Target t) throws Exception {
        for (var body : List.of(
                "{'jsonrpc':'2.0','method':'tools/list','params':null,'id':7}",
                "{'jsonrpc':'2.0','method':'tools/list','params':[],'id':7}",
                "{'method':'tools/list','id':7}",
                "{'jsonrpc':'1.0','method':'tools/list','id':7}",
                "{'jsonrpc':'2.0','method':'tools/list','zzz':1,'id':7}",
                "{'jsonrpc':'2.0','method':5,'id':7}")) {
            var reply = error(t.rpc(body), "-32600");
            t.gentle(
                    "a readable id with -32600",
                    reply.at("id").equalTo("7"),
                    reply.at("id").isNull(),
                    reply);
        }
        error(t.rpc("{'jsonrpc':'2.0','method':'tools/list','id':1.5}"), "-32600")
                .at("id")
                .is("null");
        error(t.rpc("{'jsonrpc':'2.0','method':'tools/list','id':[1]}"), "-32600")
                .at("id")
                .is("null");
    }
}
