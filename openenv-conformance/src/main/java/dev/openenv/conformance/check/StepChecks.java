package dev.openenv.conformance.check;

import java.util.List;

/** POST /step: 15 to 23. */
final class StepChecks {

    static final List<Check> ALL = List.of(
            Check.echo(15, "a step answers exactly the four keys, and keeps nothing", t -> {
                for (var i = 0; i < 2; i++) {
                    t.step("{'message':'hi'}")
                            .ok()
                            .is("{'observation':{'metadata':{},'echoed':'hi','n':1},'reward':0.5,'done':false,"
                                    + "'metadata':null}");
                }
            }),
            Check.echo(16, "metadata appears inside the observation and beside it", t -> {
                var seen = t.step("{'message':'meta'}").ok();
                seen.at("observation.metadata").is("{'k':'v','nested':{'a':[1,null]}}");
                seen.at("metadata").is("{'k':'v','nested':{'a':[1,null]}}");
                t.step("{'message':'tag','metadata':{'a':1}}")
                        .ok()
                        .at("metadata")
                        .is("{'a':1}");
            }),
            Check.echo(17, "rewards are floats or null, done is told", StepChecks::rewards),
            Check.echo(18, "timeout_s, request_id and keywords of step", StepChecks::keywords),
            Check.echo(19, "a step without an action object is refused", StepChecks::noAction),
            Check.echo(20, "a wrong action is refused with every problem", StepChecks::wrongAction),
            Check.echo(
                    21,
                    "wrong keys hide the action's errors; actions are read before a world is made",
                    StepChecks::order),
            Check.echo(22, "a world that raises is 500, and the server lives on", t -> {
                t.step("{'message':'boom'}").worldError();
                t.post("/reset", "{'prefix':'boom'}").worldError();
                t.get("/health").ok();
                t.step("{'message':'hi'}").ok().at("observation.echoed").isText("hi");
            }),
            Check.echo(23, "an action refused by its own check is 422", t -> {
                var strict = t.start(ServerSettings.of("strict"));
                var reply = strict.step("{'message':'forbidden'}");
                t.gentle("own check of an action", reply.status() == 422, reply.status() == 500, reply.status());
                if (reply.status() == 422) {
                    reply.json(422).at("detail.0").hasKeys("type", "loc", "msg");
                }
                strict.step("{'message':'fine'}").ok().at("observation.echoed").isText("fine");
            }));

    private StepChecks() {}

    private static void rewards(Target t) throws Exception {
        t.step("{'message':'int'}").ok().at("reward").is("1.0");
        t.step("{'message':'bool'}").ok().at("reward").is("1.0");
        t.step("{'message':'none'}").ok().at("reward").is("null");
        t.step("{'message':'done'}").ok().at("done").is("true");
        for (var word : List.of("nan", "inf")) {
            var reply = t.step("{'message':'" + word + "'}");
            if (reply.status() != 500) {
                reply.ok().at("reward").is("null");
            }
        }
    }

    private static void keywords(Target t) throws Exception {
        t.post("/step", "{'action':{'message':'see'},'timeout_s':2.5,'note':'x','zzz':1}")
                .ok()
                .at("observation.echoed")
                .isText("timeout_s=2.5 note='x'");
        t.post("/step", "{'action':{'message':'see'},'timeout_s':'2.5','request_id':'r'}")
                .ok()
                .at("observation.echoed")
                .isText("timeout_s=2.5 note=''");
        t.post("/step", "{'action':{'message':'see'},'timeout_s':null}")
                .ok()
                .at("observation.echoed")
                .isText("timeout_s=None note=''");
        wrong(t, "'timeout_s':0", "greater_than", "timeout_s");
        wrong(t, "'timeout_s':'soon'", "float_parsing", "timeout_s");
        wrong(t, "'request_id':'" + "x".repeat(256) + "'", "string_too_long", "request_id");
        wrong(t, "'request_id':5", "string_type", "request_id");
    }

    private static void wrong(Target t, String key, String type, String name) throws Exception {
        t.post("/step", "{'action':{'message':'hi'}," + key + "}").items(1).item(0, type, "['body','" + name + "']");
    }

    private static void noAction(Target t) throws Exception {
        t.http().send("POST", "/step", null, null, 20).items(1).item(0, "missing", "['body']");
        t.post("/step", "{}").items(1).item(0, "missing", "['body','action']");
        for (var action : List.of("null", "'x'", "[]", "5")) {
            t.step(action).items(1).item(0, "dict_type", "['body','action']");
        }
    }

    private static void wrongAction(Target t) throws Exception {
        t.step("{}").items(1).item(0, "missing", "['message']");
        t.step("{'message':5}").items(1).item(0, "string_type", "['message']");
        t.step("{'message':''}").items(1).item(0, "string_too_short", "['message']");
        t.step("{'message':'hi','metadata':5}").items(1).item(0, "dict_type", "['metadata']");
        t.step("{'zzz':1,'aaa':2}")
                .items(3)
                .item(0, "missing", "['message']")
                .item(1, "extra_forbidden", "['zzz']")
                .item(2, "extra_forbidden", "['aaa']");
    }

    private static void order(Target t) throws Exception {
        t.post("/step", "{'action':{'zzz':1},'timeout_s':0}").items(1).item(0, "greater_than", "['body','timeout_s']");
        var failing = t.start(ServerSettings.of("echo").failing());
        failing.step("{'zzz':1}").items(2).item(0, "missing", "['message']");
        failing.step("{'message':'hi'}").worldError();
    }
}
