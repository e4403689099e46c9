/* The first view: one line for each agent, then the charts of one environment. */

function summaryView() {
  const agents = agentsOf(state.world);
  show(
    el("section", { "aria-labelledby": "results" }, el("h2", { id: "results" }, "Results"), resultTable(), notes()),
    el("section", { "aria-labelledby": "charts" }, chartsTitle(), el("div", { class: "charts" }, charts(agents))),
    usageTable(),
  );
}

function chartsTitle() {
  const world = index.worlds[state.world];
  return el("h2", { id: "charts" }, index.worlds.length > 1 ? `Distributions in ${world.name}` : "Distributions");
}

function resultTable() {
  const refusals = index.agents.some((agent) => agent.refused > 0);
  const columns = [
    ["Agent", agentCell],
    ["Tasks", tasksCell, "number"],
    ["Solved", solvedCell, "solved"],
    ["Mean reward", rewardCell, "number"],
    ["Mean steps", (agent) => number(agent.meanSteps, 2), "number"],
    ["Steps/s", (agent) => count(agent.stepsPerSecond), "number"],
    refusals && ["Refused", (agent) => count(agent.refused), "number"],
    ["Errors", errorsCell, "number"],
    ["Outcomes", outcomesCell, "outcomes"],
  ].filter(Boolean);
  return table("Results of each agent", columns);
}

/* What agents reported of tokens and cost, when any did. */
function usageTable() {
  if (index.agents.every((agent) => agent.usage === null)) {
    return null;
  }
  const amountOf = (name, digits) => (agent) => (agent.usage === null ? none : number(agent.usage[name], digits));
  return el(
    "section",
    { "aria-labelledby": "usage" },
    el("h2", { id: "usage" }, "Usage"),
    table("Usage of each agent", [
      ["Agent", agentCell],
      ["Model calls", amountOf("modelCalls", 0), "number"],
      ["Tokens read", amountOf("inputTokens", 0), "number"],
      ["Tokens written", amountOf("outputTokens", 0), "number"],
      ["Cost", amountOf("cost", 4), "number"],
    ]),
  );
}

function table(caption, columns) {
  return el(
    "div",
    { class: "card table-card" },
    el(
      "table",
      { class: "results" },
      el("caption", { class: "visually-hidden" }, caption),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          columns.map(([label, , kind]) => el("th", { scope: "col", class: kind }, label)),
        ),
      ),
      el(
        "tbody",
        {},
        index.agents.map((agent, at) =>
          el(
            "tr",
            {},
            columns.map(([label, cell, kind], column) =>
              el(
                column === 0 ? "th" : "td",
                { class: kind, "data-label": label, scope: column === 0 ? "row" : null },
                cell(agent, at),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function agentCell(agent, at) {
  return [
    el("span", { class: "agent" }, swatch(at), agent.name),
    index.worlds.length > 1 ? el("span", { class: "soft" }, worldName(agent.world)) : null,
  ];
}

function tasksCell(agent) {
  return agent.episodes === agent.tasks
    ? count(agent.tasks)
    : el(
        "div",
        { class: "stack" },
        count(agent.tasks),
        el("span", { class: "soft" }, plural(agent.episodes, "episode")),
      );
}

function worldName(number) {
  const world = index.worlds[number];
  return `${world.name} ${world.version}`;
}

function solvedCell(agent) {
  if (agent.rate === null) {
    return el("span", { class: "soft" }, agent.solved === null ? "no criterion" : none);
  }
  return el(
    "div",
    { class: "rate" },
    el("strong", {}, percent(agent.rate)),
    el("span", { class: "soft" }, `${count(agent.solved)} of ${count(agent.episodes - agent.excluded)}`),
    rateTrack(agent),
    el(
      "span",
      { class: "soft" },
      agent.rateInterval === null ? "no interval" : interval(agent.rateInterval, percentNumber),
    ),
  );
}

function percentNumber(rate) {
  return number(100 * rate, 1);
}

function rateTrack(agent) {
  const track = el("span", { class: "track", "aria-hidden": "true" });
  if (agent.rateInterval !== null) {
    const [low, high] = agent.rateInterval;
    const band = el("span", { class: "band" });
    band.style.left = `${100 * low}%`;
    band.style.width = `${100 * (high - low)}%`;
    track.append(band);
  }
  const tick = el("span", { class: "tick" });
  tick.style.left = `${100 * agent.rate}%`;
  track.append(tick);
  return track;
}

function rewardCell(agent) {
  if (agent.reward === null) {
    return none;
  }
  return el(
    "div",
    { class: "stack" },
    el("strong", {}, number(agent.reward, 3)),
    el(
      "span",
      { class: "soft" },
      interval(agent.rewardInterval, (bound) => number(bound, 3)),
    ),
  );
}

function errorsCell(agent) {
  return agent.errors === 0 ? "0" : el("strong", { class: "alarm" }, `‼ ${count(agent.errors)}`);
}

function outcomesCell(agent, at) {
  const bar = el("span", { class: "outcome-bar", "aria-hidden": "true" });
  const links = el("span", { class: "outcome-links" });
  outcomeOrder.forEach((outcome, position) => {
    const episodesHere = agent.outcomes[position];
    if (episodesHere === 0) {
      return;
    }
    const part = el("span", { "data-outcome": outcome });
    part.style.flexGrow = episodesHere;
    bar.append(part);
    links.append(
      el(
        "a",
        { href: `#episodes&agent=${at}&outcome=${outcome}`, title: outcomes[outcome].label },
        mark(outcome),
        el("span", { class: "visually-hidden" }, `${outcomes[outcome].label}: `),
        count(episodesHere),
      ),
    );
  });
  return el("div", { class: "outcome-cell" }, bar, links);
}

function notes() {
  const excluded = index.agents.reduce((sum, agent) => sum + agent.excluded, 0);
  return el(
    "div",
    { class: "notes" },
    legend(),
    el(
      "p",
      {},
      "Rates and means are taken over tasks; attempts at one task are averaged first. ",
      "Solved: Wilson's 95 % interval. Mean reward: 95 % t-interval of the mean.",
      excluded === 0
        ? ""
        : ` ${plural(excluded, "episode")} failed in the environment or ${excluded === 1 ? "was" : "were"} cancelled; such episodes enter no rate or mean.`,
    ),
  );
}

function charts(agents) {
  const rewards = agents.filter((agent) => agent.reward !== null);
  return [
    agents.some((agent) => agent.rate !== null)
      ? intervalChart({
          title: "Solved",
          caption: "Share of tasks solved, with its 95 % interval",
          agents,
          value: (agent) => agent.rate,
          bounds: (agent) => agent.rateInterval,
          write: percent,
          scale: { min: 0, max: 1, ticks: { stepSize: 0.25, callback: (rate) => `${100 * rate} %` } },
          bars: true,
        })
      : null,
    rewards.length > 0
      ? intervalChart({
          title: "Mean reward",
          caption: "Total reward of an episode, with the 95 % interval of its mean",
          agents: rewards,
          value: (agent) => agent.reward,
          bounds: (agent) => agent.rewardInterval,
          write: (reward) => number(reward, 3),
          scale: rewardScale(rewards),
          bars: false,
        })
      : null,
    histogram({
      title: "Steps",
      caption: "How long episodes were",
      agents,
      value: (episode) => episode.steps,
      unit: "steps",
    }),
    histogram({
      title: "Total reward",
      caption: "What episodes paid",
      agents,
      value: (episode) => withoutNoise(episode.reward),
      unit: "total reward",
    }),
  ];
}

function rewardScale(agents) {
  const ends = agents.flatMap((agent) => [agent.reward, ...(agent.rewardInterval ?? [])]);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const margin = high > low ? 0.08 * (high - low) : Math.max(0.5, 0.1 * Math.abs(high));
  return {
    suggestedMin: low - margin,
    suggestedMax: high + margin,
    ticks: { maxTicksLimit: 7, callback: (value) => amount(value) },
  };
}
