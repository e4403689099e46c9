package dev.openenv.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** tools/list and tools/call over POST /mcp: 83 to 87, 89, 90, 93. */
final class ToolCallChecks {

    static final List<Check> ALL = List.of(
            Check.tools(83, "tools/list: name, description, inputSchema", t -> {
                var tools =
                        t.rpc("{'jsonrpc':'2.0','method':'tools/list','id':1}").at("result.tools");
                var names = new ArrayList<String>();
                for (var tool : tools.list()) {
                    names.add(tool.at("name").text());
                    tool.at("description").text();
                    tool.at("inputSchema").object();
                    tool.at("inputSchema.type").isText("object");
                }
                if (!names.equals(
                        List.of("add", "fail", "slow", "picture", "point", "bag", "nothing", "text", "tally"))) {
                    throw tools.unlike("the nine tools in their order");
                }
                tools.at("0.description").isText("Add two numbers.");
                tools.at("0.inputSchema.required").is("['a','b']");
            }),
            Check.tools(84, "a scalar result", t -> {
                var result = call(t, "add", "{'a':2,'b':3}").at("result");
                result.keys("content", "structured_content", "meta", "data", "is_error");
                result.at("content").size(1);
                result.at("content.0.type").isText("text");
                result.at("content.0.text").isText("5");
                result.at("structured_content").is("{'result':5}");
                result.at("data").is("5");
                result.at("is_error").is("false");
                call(t, "add", "{'a':'2','b':3}").at("result.data").is("5");
                call(t, "text", "{'value':'h\u00e9 \ud83d\ude00'}")
                        .at("result.data")
                        .isText("h\u00e9 \ud83d\ude00");
            }),
            Check.tools(85, "objects, nothing and images", t -> {
                var bag = call(t, "bag", "{}").at("result");
                bag.at("data").is("{'n':2,'items':[0,1],'none':null}");
                bag.at("structured_content").is("{'n':2,'items':[0,1],'none':null}");
                call(t, "point", "{'x':1,'y':2}").at("result.data").is("{'x':1,'y':2}");
                var nothing = call(t, "nothing", "{}").at("result");
                nothing.at("content").is("[]");
                nothing.at("data").is("null");
                nothing.at("structured_content").is("null");
                var picture = call(t, "picture", "{}").at("result");
                picture.at("content.0.type").isText("image");
                picture.at("content.0.mimeType").isText("image/png");
                if (picture.at("content.0.data").text().length() < 50) {
                    throw picture.unlike("an image in base64");
                }
                picture.at("data").is("null");
            }),
            Check.tools(86, "failures are -32603, a missing name -32602", ToolCallChecks::failures),
            Check.tools(87, "calls without a session keep nothing, with one they do; sessions are separate", t -> {
                call(t, "tally", "{}").at("result.data").is("1");
                call(t, "tally", "{}").at("result.data").is("1");
                var one = SessionChecks.create(t);
                var two = SessionChecks.create(t);
                try {
                    tally(t, one, 1);
                    tally(t, one, 2);
                    tally(t, two, 1);
                } finally {
                    SessionChecks.end(t, one);
                    SessionChecks.end(t, two);
                }
                RpcChecks.error(
                        t.rpc("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'tally','session_id':'" + one
                                + "'},'id':1}"),
                        "-32602");
            }),
            Check.tools(89, "HTTP and an attached socket share the world", t -> {
                var id = SessionChecks.create(t);
                try {
                    var socket = SessionChecks.attach(t, id);
                    tally(t, id, 1);
                    socket.ask("{'type':'step','data':{'type':'call_tool','tool_name':'tally','arguments':{}}}")
                            .at("data.observation.result.data")
                            .is("2");
                    tally(t, id, 3);
                    socket.ask("{'type':'reset'}").at("type").isText("observation");
                    tally(t, id, 1);
                    socket.close();
                } finally {
                    SessionChecks.end(t, id);
                }
            }),
            Check.tools(90, "25 calls at once on one session", ToolCallChecks::atOnce),
            Check.tools(93, "no reply holds NaN", t -> {
                for (var word : List.of("NaN", "Infinity")) {
                    var socket = t.session("/mcp");
                    socket.send("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'slow','arguments':"
                            + "{'seconds':" + word + "}},'id':1}");
                    if (word.equals("Infinity")) {
                        return; // an endless sleep is legal; the socket ends it
                    }
                    var frame = socket.next();
                    t.gentle("NaN in a reply", !frame.text().matches("(?s).*[:\\[,] ?NaN.*"), true, frame);
                }
            }));

    private ToolCallChecks() {}

    static Seen call(Target t, String tool, String arguments) throws Exception {
        return t.rpc("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'" + tool + "','arguments':" + arguments
                + "},'id':1}");
    }

    private static Seen tallied(Target t, String id) throws Exception {
        return t.rpc(
                "{'jsonrpc':'2.0','method':'tools/call','params':{'name':'tally','session_id':'" + id + "'},'id':1}");
    }

    private static void tally(Target t, String id, int expected) throws Exception {
        tallied(t, id).at("result.data").is(String.valueOf(expected));
    }

    private static void failures(Target t) throws Exception {
        RpcChecks.error(call(t, "fail", "{}"), "-32603")
                .at("error.message")
                .isText("Error calling tool 'fail': tool exploded");
        RpcChecks.error(call(t, "nope", "{}"), "-32603").at("error.message").contains("nope");
        RpcChecks.error(call(t, "add", "{'a':2}"), "-32603").at("error.message").contains("b");
        RpcChecks.error(call(t, "add", "{'a':2,'b':3,'c':4}"), "-32603")
                .at("error.message")
                .contains("c");
        RpcChecks.error(call(t, "add", "{'a':'two','b':3}"), "-32603");
        RpcChecks.error(call(t, "add", "[1]"), "-32603");
        call(t, "bag", "null").at("result.data.n").is("2");
        t.rpc("{'jsonrpc':'2.0','method':'tools/call','params':{'name':'bag'},'id':1}")
                .at("result.data.n")
                .is("2");
        for (var params : List.of("{}", "{'arguments':{}}", "{'name':''}")) {
            RpcChecks.error(t.rpc("{'jsonrpc':'2.0','method':'tools/call','params':" + params + ",'id':1}"), "-32602");
        }
    }

    private static void atOnce(Target t) throws Exception {
        var id = SessionChecks.create(t);
        var workers = Executors.newFixedThreadPool(25);
        try {
            var calls = new ArrayList<Callable<Long>>();
            for (var i = 0; i < 25; i++) {
                calls.add(() -> tallied(t, id).at("result.data").whole());
            }
            var seen = new TreeSet<Long>();
            for (var each : workers.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                seen.add(each.get());
            }
            if (seen.size() != 25 || seen.first() != 1 || seen.last() != 25) {
                throw new Mismatch("25 tallies at once", "each of 1 to 25", seen);
            }
        } finally {
            workers.shutdownNow();
            SessionChecks.end(t, id);
        }
    }
}
