package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.List;

/** Tool actions in steps: 99 to 104. */
final class ToolStepChecks {

    static final List<Check> ALL = List.of(
            Check.tools(99, "list_tools answers three keys a tool", t -> {
                for (var seen : List.of(
                        t.step("{'type':'list_tools'}").ok(),
                        t.session()
                                .ask("{'type':'step','data':{'type':'list_tools'}}")
                                .at("data"))) {
                    seen.at("reward").is("null");
                    seen.at("observation").keys("metadata", "tools").at("tools").size(9);
                    for (var tool : seen.at("observation.tools").list()) {
                        tool.keys("name", "description", "input_schema")
                                .at("description")
                                .text();
                        tool.at("input_schema").object();
                    }
                }
            }),
            Check.tools(100, "call_tool answers name, result and no error", t -> {
                for (var action : List.of(
                        "{'type':'call_tool','tool_name':'add','arguments':{'a':2,'b':3}}",
                        "{'tool_name':'add','arguments':{'a':2,'b':3}}")) {
                    var seen = t.step(action).ok();
                    seen.at("reward").is("null");
                    seen.at("done").is("false");
                    seen.at("observation").keys("metadata", "tool_name", "result", "error");
                    seen.at("observation.tool_name").isText("add");
                    seen.at("observation.error").is("null");
                    seen.at("observation.result.data").is("5");
                    seen.at("observation.result.structured_content").is("{'result':5}");
                }
            }),
            Check.tools(101, "failures are observations with a type", t -> {
                failed(t, "fail", "{}", "execution_error").at("message").contains("tool exploded");
                failed(t, "nope", "{}", "tool_not_found");
                failed(t, "add", "{'a':2}", "invalid_args");
                failed(t, "add", "{'a':2,'b':3,'c':4}", "invalid_args");
                var socket = t.session();
                socket.ask("{'type':'step','data':{'tool_name':'nope','arguments':{}}}")
                        .at("data.observation.error.error_type")
                        .isText("tool_not_found");
                socket.ask("{'type':'step','data':{'tool_name':'add','arguments':{'a':1,'b':1}}}")
                        .at("data.observation.result.data")
                        .is("2");
            }),
            Check.tools(102, "the type of a failure comes from its cause, not from words", ToolStepChecks::types),
            Check.tools(103, "timeout_s over HTTP is a timeout; over /ws 30 s are", t -> {
                        t.post("/step", "{'action':{'tool_name':'slow','arguments':{'seconds':5}},'timeout_s':0.3}")
                                .ok()
                                .at("observation.error.error_type")
                                .isText("timeout");
                        var socket = t.session();
                        socket.send("{'type':'step','data':{'tool_name':'slow','arguments':{'seconds':33}}}");
                        socket.receive(Duration.ofSeconds(50))
                                .at("data.observation.error.error_type")
                                .isText("timeout");
                        socket.ask("{'type':'step','data':{'tool_name':'add','arguments':{'a':1,'b':1}}}")
                                .at("data.observation.result.data")
                                .is("2");
                    })
                    .takingLong(),
            Check.tools(104, "malformed tool actions are validation errors", t -> {
                for (var action : List.of(
                        "{'type':'call_tool'}",
                        "{'tool_name':'add','arguments':null}",
                        "{'tool_name':'add','arguments':[1]}",
                        "{'tool_name':5}",
                        "{'type':'other','tool_name':'add'}",
                        "{'tool_name':'add','arguments':{},'zzz':1}",
                        "{}")) {
                    t.step(action).json(422).at("detail.0").hasKeys("type", "loc", "msg");
                }
                var socket = t.session();
                socket.send("{'type':'step','data':{'type':'call_tool'}}");
                socket.error("VALIDATION_ERROR").at("errors.0.loc").is("['tool_name']");
                socket.ask("{'type':'step','data':{'tool_name':'add','arguments':{'a':1,'b':1}}}")
                        .at("data.observation.result.data")
                        .is("2");
            }));

    private ToolStepChecks() {}

    private static Seen observed(Target t, String tool, String arguments) throws Exception {
        var seen = t.step("{'type':'call_tool','tool_name':'" + tool + "','arguments':" + arguments + "}")
                .ok();
        seen.at("observation.result").is("null");
        return seen.at("observation.error").keys("error_type", "message");
    }

    private static Seen failed(Target t, String tool, String arguments, String type) throws Exception {
        var error = observed(t, tool, arguments);
        error.at("error_type").isText(type);
        error.at("message").text();
        return error;
    }

    private static void types(Target t) throws Exception {
        var wrong = observed(t, "add", "{'a':'two','b':3}").at("error_type");
        t.gentle(
                "a wrong type of argument", wrong.equalTo("'invalid_args'"), wrong.equalTo("'execution_error'"), wrong);
        var found = observed(t, "fail", "{'message':'file not found'}").at("error_type");
        t.gentle(
                "a tool that says 'file not found'",
                found.equalTo("'execution_error'"),
                found.equalTo("'tool_not_found'"),
                found);
        var said = observed(t, "fail", "{'message':'invalid thing'}").at("error_type");
        t.gentle(
                "a tool that says 'invalid thing'",
                said.equalTo("'execution_error'"),
                said.equalTo("'invalid_args'"),
                said);
    }
}
