package dev.openenv.conformance.check;

import dev.openenv.json.JsonObject;
import java.util.List;

/** What a server tells about itself: 1 to 6. */
final class InformationChecks {

    static final List<Check> ALL = List.of(
            Check.any(1, "health says healthy", t -> t.get("/health").ok().is("{'status':'healthy'}")),
            Check.any(2, "metadata has its six keys", InformationChecks::metadata),
            Check.echo(3, "schema of the action: required, closed, with metadata", InformationChecks::action),
            Check.echo(4, "schemas of observation and state", InformationChecks::observation),
            Check.any(5, "openapi.json names version 1 and every route", InformationChecks::openApi),
            Check.any(6, "docs is a page", t -> {
                var page = t.get("/docs").status(200);
                if (!page.type().startsWith("text/html")) {
                    throw new Mismatch("/docs: content type", "text/html", page.type());
                }
            }));

    private InformationChecks() {}

    private static void metadata(Target t) throws Exception {
        var seen = t.get("/metadata").ok();
        seen.hasKeys("name", "description", "readme_content", "version", "author", "documentation_url");
        seen.at("name").text();
        seen.at("description").text();
        for (var name : List.of("readme_content", "version", "author", "documentation_url")) {
            if (!seen.at(name).isNull()) {
                seen.at(name).text();
            }
        }
    }

    private static void action(Target t) throws Exception {
        var seen = t.get("/schema").ok();
        for (var name : List.of("action", "observation", "state", "reset_observation")) {
            seen.at(name).object();
        }
        seen.at("action.required").is("['message']");
        seen.at("action.additionalProperties").is("false");
        seen.at("action.properties").hasKeys("message", "metadata");
    }

    private static void observation(Target t) throws Exception {
        var seen = t.get("/schema").ok();
        seen.at("observation.properties").keys("echoed", "n", "done", "reward", "metadata");
        seen.at("state.properties").hasKeys("episode_id", "step_count", "last");
        if (seen.at("state").has("additionalProperties")
                && Boolean.FALSE.equals(seen.at("state.additionalProperties").value())) {
            throw seen.at("state").unlike("additional properties allowed");
        }
    }

    private static void openApi(Target t) throws Exception {
        var seen = t.get("/openapi.json").ok();
        if (!seen.at("openapi").text().startsWith("3.")) {
            throw seen.at("openapi").unlike("3.x");
        }
        if (!seen.at("info.version").text().startsWith("1.")) {
            throw seen.at("info.version").unlike("1.x");
        }
        var paths = seen.at("paths");
        paths.hasKeys("/health", "/metadata", "/schema", "/mcp", "/list_environments");
        for (var name : List.of("splits", "tasks", "num_tasks", "task", "task_range")) {
            paths.hasKeys("/{env_name}/" + name);
        }
        JsonObject object = paths.object();
        var control = List.of("/reset", "/step", "/state").stream()
                .filter(object::has)
                .count();
        if (control == 1 || control == 2) {
            throw paths.unlike("all or none of /reset, /step, /state");
        }
    }
}
