package dev.openenv.conformance.check;

import java.util.List;

/** The Task API: 105 to 112. */
final class TaskChecks {

    private static final String FIRST = "{'id':'train-0','prompt':'question 0','index':0}";
    private static final String LAST = "{'id':'train-2','prompt':'question 2','index':2}";

    static final List<Check> ALL = List.of(
            Check.tasks(105, "one name; splits in one form; names in any case, decoded", t -> {
                t.get("/list_environments").ok().is("['Tasks_Env']");
                for (var name : List.of("Tasks_Env", "tasks_env", "TASKS_ENV", "Tasks%5FEnv")) {
                    t.get("/" + name + "/splits")
                            .ok()
                            .is("[{'name':'train','type':'train'},{'name':'validation','type':'validation'},"
                                    + "{'name':'test','type':'test'},{'name':'other','type':'validation'},"
                                    + "{'name':'dev','type':'validation','note':'from a dict'},"
                                    + "{'name':'gold','type':'test','size':9},{'name':'7','type':'validation'}]");
                }
            }),
            Check.tasks(106, "tasks, their number, one of them, a range", TaskChecks::routes),
            Check.tasks(
                    107, "an index out of range is 400", t -> t.post("/Tasks_Env/task", "{'split':'train','index':3}")
                            .json(400)
                            .is("{'detail':'Invalid task index'}")),
            Check.tasks(108, "bodies are checked before the name; extra keys are refused", t -> {
                for (var route : List.of("tasks", "num_tasks", "task", "task_range")) {
                    var index = route.equals("task") ? ",'index':0" : "";
                    t.post("/nope/" + route, "{'split':'train'" + index + "}")
                            .json(404)
                            .at("detail")
                            .isText("unknown environment 'nope'");
                    t.post("/nope/" + route, "{}").json(422).at("detail.0.loc").is("['body','split']");
                    t.post("/Tasks_Env/" + route, "{'split':'train','zzz':1" + index + "}")
                            .items(1)
                            .item(0, "extra_forbidden", "['body','zzz']");
                }
                t.get("/nope/splits").json(404);
            }),
            Check.echo(109, "a world without tasks is 501 with the method's name", t -> {
                var name = t.get("/list_environments").ok().at("0").text();
                notThere(t.get("/" + name + "/splits"), "list_splits");
                notThere(t.post("/" + name + "/tasks", "{'split':'train'}"), "list_tasks");
                notThere(t.post("/" + name + "/num_tasks", "{'split':'train'}"), "num_tasks");
                notThere(t.post("/" + name + "/task", "{'split':'train','index':0}"), "get_task");
                notThere(t.post("/" + name + "/task_range", "{'split':'train'}"), "get_task_range");
            }),
            Check.tasks(110, "an unknown split is 404 or 422", t -> {
                for (var route : List.of("tasks", "num_tasks", "task", "task_range")) {
                    var index = route.equals("task") ? ",'index':0" : "";
                    var reply = t.post("/Tasks_Env/" + route, "{'split':'unknown'" + index + "}");
                    var gentle = reply.status() == 404 || reply.status() == 422;
                    t.gentle("unknown split of " + route, gentle, reply.status() == 500, reply.status());
                    if (gentle) {
                        reply.json(reply.status()).hasKeys("detail");
                    }
                }
            }),
            Check.tasks(111, "production has the same routes", t -> {
                var server = t.start(ServerSettings.of("tasks").sessions(1).mode("production"));
                server.get("/list_environments").ok().is("['Tasks_Env']");
                routes(server);
                server.post("/reset", "{}").json(404);
            }),
            Check.tasks(112, "reset with split and index picks the task", t -> {
                t.post("/reset", "{'split':'test','index':1}")
                        .ok()
                        .at("observation.prompt")
                        .isText("question 1");
                t.post("/reset", "{}").ok().at("observation.prompt").isText("question 0");
            }));

    private TaskChecks() {}

    private static void routes(Target t) throws Exception {
        var all = t.post("/Tasks_Env/tasks", "{'split':'train'}").ok();
        all.keys("tasks", "env_name").at("env_name").isText("Tasks_Env");
        all.at("tasks").size(3).at("0").is(FIRST);
        t.post("/Tasks_Env/num_tasks", "{'split':'test'}").ok().is("{'num_tasks':2}");
        t.post("/Tasks_Env/task", "{'split':'train','index':2}").ok().is("{'task':" + LAST + "}");
        t.post("/Tasks_Env/task", "{'split':'train','index':-1}").ok().is("{'task':" + LAST + "}");
        t.post("/Tasks_Env/task", "{'split':'train','index':'0'}").ok().is("{'task':" + FIRST + "}");
        for (var whole : List.of("{'split':'train'}", "{'split':'train','start':null,'stop':null}")) {
            t.post("/Tasks_Env/task_range", whole)
                    .ok()
                    .keys("tasks")
                    .at("tasks")
                    .size(3);
        }
        t.post("/Tasks_Env/task_range", "{'split':'train','start':0,'stop':1}")
                .ok()
                .is("{'tasks':[" + FIRST + "]}");
        t.post("/Tasks_Env/task_range", "{'split':'train','start':-1}").ok().is("{'tasks':[" + LAST + "]}");
        t.post("/Tasks_Env/task_range", "{'split':'train','start':5,'stop':9}")
                .ok()
                .is("{'tasks':[]}");
    }

    private static void notThere(Reply reply, String method) {
        reply.json(501).at("detail").isText(method + " is not supported for this environment");
    }
}
