package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.TaskSet;

/** The page on which a person plays. The form is made in the browser from {@code /schema}; nothing is fetched elsewhere. */
final class PlaygroundPage {

    private static final String PLAY =
            """
            <div class="board">
            <div>
            <section class="card" aria-labelledby="h-start"><h2 id="h-start">Start</h2>
            <form id="start"><div class="row">
            <div><label for="seed">Seed</label><input id="seed" type="number" min="0" step="1"></div>
            <div><label for="episode-id">Episode id</label><input id="episode-id" maxlength="255" autocomplete="off"></div>
            %TASKS%<button type="submit" id="reset" class="main">Reset</button></div></form></section>
            <section class="card" aria-labelledby="h-act"><h2 id="h-act">Act</h2>
            <div id="quick-box" hidden><div id="quick" class="row" role="group" aria-label="Act at once"></div>
            <p class="hint">Keys 1 to 9 press these buttons, r resets.</p></div>
            <form id="act"><div id="kind-box" hidden><label for="kind">Kind of action</label><select id="kind"></select></div>
            <div id="fields"></div>
            <div class="row"><button type="submit" id="step">Step</button></div></form>
            <p id="problem" role="alert"></p></section>
            </div>
            <div>
            <section class="card" aria-labelledby="h-see"><h2 id="h-see">Observation</h2>
            <dl class="facts"><div><dt>Reward</dt><dd id="reward">none</dd></div><div><dt>Total</dt><dd id="total">0</dd></div>
            <div><dt>Episode</dt><dd id="done">not begun</dd></div><div><dt>Steps</dt><dd id="steps">0</dd></div></dl>
            <div id="drawing-box" hidden><pre id="drawing" aria-label="Drawing"></pre></div>
            <div id="observation" aria-live="polite"><p class="hint">Reset to begin.</p></div>
            <p class="hint">Episode id: <span id="episode">none yet</span></p></section>
            <section class="card" aria-labelledby="h-history"><h2 id="h-history">History</h2>
            <p id="empty" class="hint">No steps yet.</p><ol id="history"></ol></section>
            </div>
            </div>
            """;

    private PlaygroundPage() {}

    static Page of(EnvironmentSpec spec, TaskSet tasks, WebSurroundings surroundings, Places places) {
        var name = spec.title().orElse(spec.name());
        var readme = surroundings.readme().or(spec::readme).orElse("");
        var body = "<main>\n<header><h1>" + Page.escape(name) + " <small>" + Page.escape(spec.version())
                + "</small></h1><span id=\"live\" class=\"off\" role=\"status\">connecting</span></header>\n<p>"
                + Page.escape(spec.description()) + "</p>\n" + PLAY.replace("%TASKS%", tasks(tasks))
                + quickStart(surroundings)
                + (readme.isEmpty()
                        ? ""
                        : "<details><summary>Read me</summary><pre>" + Page.escape(readme) + "</pre></details>\n")
                + places.onPlayground() + "</main>\n";
        var style = Resources.text("page.css") + Resources.text("playground.css");
        return Page.of(name, style, body, Resources.text("playground.js"), surroundings.frames());
    }

    /** Which task to play; empty when the environment has none. */
    private static String tasks(TaskSet tasks) {
        if (tasks.isEmpty()) {
            return "";
        }
        var options = new StringBuilder();
        for (var split : tasks.splits()) {
            var name = Page.escape(split);
            var size = tasks.split(split).tasks().size();
            options.append(
                    "<option value=\"" + name + "\" data-size=\"" + size + "\">" + name + " (" + size + ")</option>");
        }
        return "<div><label for=\"split\">Task split</label><select id=\"split\"><option value=\"\">no task</option>"
                + options + "</select></div>\n<div><label for=\"index\">Task index</label>"
                + "<input id=\"index\" type=\"number\" min=\"0\" step=\"1\" placeholder=\"0\" disabled></div>\n";
    }

    private static String quickStart(WebSurroundings surroundings) {
        var host = surroundings.host();
        var base = host == null ? "http://localhost:8000" : "https://" + host;
        var code = "from openenv import GenericEnvClient\n\nwith GenericEnvClient(base_url=\"<span id=\"base\">"
                + Page.escape(base) + "</span>\").sync() as env:\n    result = env.reset(seed=7)\n"
                + "    result = env.step({...})  # the fields of the form above\n";
        return "<details><summary>From Python</summary><pre>" + code + "</pre></details>\n";
    }
}
