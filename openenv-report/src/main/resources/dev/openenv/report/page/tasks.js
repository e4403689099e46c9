/* The matrix of tasks and agents: a mark for each attempt, which links to the episode. */

const taskPage = 200;

const taskFilters = [
  ["all", "All tasks"],
  ["mixed", "Solved by some"],
  ["none", "Solved by nobody"],
  ["every", "Solved every time"],
];

function tasksView(query) {
  const agents = agentsOf(state.world);
  const tasks = attemptsByTask(agents);
  const results = el("div");
  function change(filter) {
    history.replaceState(null, "", filter === "all" ? "#tasks" : `#tasks&filter=${filter}`);
    results.replaceChildren(
      ...matrix(filter === "all" ? tasks : tasks.filter((task) => verdict(task) === filter), agents),
    );
  }
  const known = taskFilters.map(([value]) => value);
  const filter = known.includes(query.get("filter")) ? query.get("filter") : "all";
  const choices = taskFilters.map(([value, label]) => {
    const some = value === "all" ? tasks : tasks.filter((task) => verdict(task) === value);
    return [value, `${label} (${count(some.length)})`];
  });
  const select = el("select", { onchange: (event) => change(event.target.value) }, options(choices, filter));
  show(el("h2", {}, "Tasks"), el("div", { class: "toolbar" }, field("Show", select), legend()), results);
  change(filter);
}

function matrix(tasks, agents) {
  if (tasks.length === 0) {
    return [el("p", { class: "empty card" }, "No task is like that.")];
  }
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => addRows() });
  let written = 0;
  function addRows() {
    const next = tasks.slice(written, written + taskPage);
    body.append(...next.map((task) => taskRow(task, agents)));
    written += next.length;
    more.hidden = written >= tasks.length;
    more.textContent = `Show more (${count(tasks.length - written)} left)`;
  }
  addRows();
  return [el("div", { class: "card table-card" }, el("table", { class: "matrix" }, matrixHead(agents), body)), more];
}

function matrixHead(agents) {
  return el(
    "thead",
    {},
    el(
      "tr",
      {},
      el("th", { scope: "col" }, "Task"),
      agents.map((agent) =>
        el("th", { scope: "col" }, el("span", { class: "agent" }, swatch(agent.number), agent.name)),
      ),
    ),
  );
}

function attemptsByTask(agents) {
  const tasks = index.worlds[state.world].tasks.map((id) => ({ id, attempts: new Map() }));
  for (const agent of agents) {
    tasks.forEach((task) => task.attempts.set(agent.number, []));
  }
  for (const episode of episodes) {
    if (episode.world === state.world) {
      tasks[episode.task].attempts.get(episode.agent).push(episode);
    }
  }
  return tasks;
}

function verdict(task) {
  const attempts = [...task.attempts.values()].flat().filter((episode) => episode.counted);
  const solved = attempts.filter((episode) => episode.outcome === "solved").length;
  if (solved === 0) {
    return "none";
  }
  return solved === attempts.length ? "every" : "mixed";
}

function taskRow(task, agents) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, task.id),
    agents.map((agent) => el("td", {}, attemptsCell(task.attempts.get(agent.number)))),
  );
}

function attemptsCell(attempts) {
  if (attempts.length === 0) {
    return el("span", { class: "soft" }, none);
  }
  return el(
    "span",
    { class: "attempts" },
    attempts.map((episode) => {
      const summary = `${outcomes[episode.outcome].label}, ${plural(episode.steps, "step")}, reward ${amount(episode.reward)}`;
      return el(
        "a",
        { href: episodeHref(episode), title: summary, "aria-label": summary },
        mark(episode.outcome),
        attempts.length === 1 ? el("span", { class: "soft" }, plural(episode.steps, "step")) : null,
      );
    }),
  );
}
