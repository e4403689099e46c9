/* The list of all episodes: filtered and sorted, drawn a page at a time. Its filters live in the address. */

const listPage = 100;

const sorts = {
  run: { label: "Order of the run", compare: (a, b) => a.number - b.number },
  reward: { label: "Lowest reward", compare: (a, b) => a.reward - b.reward },
  "reward-down": { label: "Highest reward", compare: (a, b) => b.reward - a.reward },
  steps: { label: "Most steps", compare: (a, b) => b.steps - a.steps },
  time: { label: "Longest time", compare: (a, b) => b.seconds - a.seconds },
};

function episodesView(query) {
  const filter = {
    agent: query.get("agent") ?? "",
    outcome: query.get("outcome") ?? "",
    task: query.get("task") ?? "",
    sort: Object.hasOwn(sorts, query.get("sort") ?? "") ? query.get("sort") : "run",
  };
  const results = el("div");
  function change(name, value) {
    filter[name] = value;
    history.replaceState(null, "", listAddress(filter));
    results.replaceChildren(...episodeTable(filter));
  }
  show(
    el("h2", {}, "Episodes"),
    el(
      "form",
      { class: "toolbar", role: "search", onsubmit: (event) => event.preventDefault() },
      field("Agent", agentSelect(filter, change)),
      field("Outcome", outcomeSelect(filter, change)),
      field(
        "Task or episode",
        el("input", {
          type: "search",
          value: filter.task,
          placeholder: "part of an id",
          oninput: (event) => change("task", event.target.value),
        }),
      ),
      field(
        "Sort",
        el(
          "select",
          { onchange: (event) => change("sort", event.target.value) },
          options(
            Object.entries(sorts).map(([value, sort]) => [value, sort.label]),
            filter.sort,
          ),
        ),
      ),
    ),
    results,
  );
  results.replaceChildren(...episodeTable(filter));
}

function agentSelect(filter, change) {
  const all = index.agents.map((_, number) => [number, agentLabel(number)]);
  return el(
    "select",
    { onchange: (event) => change("agent", event.target.value) },
    options([["", "All agents"], ...all], filter.agent),
  );
}

function outcomeSelect(filter, change) {
  const present = outcomeOrder.filter((outcome) => episodes.some((episode) => episode.outcome === outcome));
  return el(
    "select",
    { onchange: (event) => change("outcome", event.target.value) },
    options([["", "All outcomes"], ...present.map((outcome) => [outcome, outcomes[outcome].label])], filter.outcome),
  );
}

function listAddress(filter) {
  const query = new URLSearchParams();
  for (const name of ["agent", "outcome", "task", "sort"]) {
    if (filter[name] !== "" && filter[name] !== "run") {
      query.set(name, filter[name]);
    }
  }
  const text = query.toString();
  return text === "" ? "#episodes" : `#episodes&${text}`;
}

function chooseEpisodes(filter) {
  const wanted = filter.task.trim().toLowerCase();
  return episodes
    .filter(
      (episode) =>
        (filter.agent === "" || episode.agent === Number(filter.agent)) &&
        (filter.outcome === "" || episode.outcome === filter.outcome) &&
        (wanted === "" || taskId(episode).toLowerCase().includes(wanted) || episode.id.toLowerCase().includes(wanted)),
    )
    .sort(sorts[filter.sort].compare);
}

function episodeTable(filter) {
  const chosen = chooseEpisodes(filter);
  state.listed = chosen;
  const summary = el("p", { class: "soft", role: "status" }, `${plural(chosen.length, "episode")}${sampleNote()}`);
  if (chosen.length === 0) {
    return [summary, el("p", { class: "empty card" }, "No episode matches these filters.")];
  }
  const columns = episodeColumns();
  const body = el("tbody");
  const more = el("button", { type: "button", class: "more", onclick: () => addRows() });
  let written = 0;
  function addRows() {
    const next = chosen.slice(written, written + listPage);
    body.append(...next.map((episode) => episodeRow(episode, columns)));
    written += next.length;
    more.hidden = written >= chosen.length;
    more.textContent = `Show more (${count(chosen.length - written)} left)`;
  }
  addRows();
  const head = el(
    "tr",
    {},
    columns.map(([label, , kind]) => el("th", { scope: "col", class: kind }, label)),
  );
  return [
    summary,
    el("div", { class: "card table-card" }, el("table", { class: "episodes" }, el("thead", {}, head), body)),
    more,
  ];
}

function sampleNote() {
  return index.shown < episodes.length
    ? `. The steps of ${count(index.shown)} of ${count(episodes.length)} are in this file: agents and outcomes took turns, in the order of the run.`
    : "";
}

function episodeColumns() {
  return [
    ["Task", (episode) => el("a", { href: episodeHref(episode) }, taskId(episode))],
    hasAttempts() && ["Attempt", (episode) => count(episode.attempt + 1), "number"],
    ["Agent", (episode) => el("span", { class: "agent" }, swatch(episode.agent), agentLabel(episode.agent))],
    ["Outcome", (episode) => badge(episode.outcome)],
    ["Reward", (episode) => amount(episode.reward), "number"],
    ["Steps", (episode) => count(episode.steps), "number"],
    episodes.some((episode) => episode.refused > 0) && ["Refused", (episode) => count(episode.refused), "number"],
    ["Time", (episode) => duration(episode.seconds), "number"],
  ].filter(Boolean);
}

function episodeRow(episode, columns) {
  return el(
    "tr",
    { class: episode.shown ? null : "summary-only" },
    columns.map(([label, cell, kind]) => el("td", { class: kind, "data-label": label }, cell(episode))),
  );
}
