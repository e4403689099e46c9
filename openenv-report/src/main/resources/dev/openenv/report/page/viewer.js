/* The view of one episode: its facts, its player, and its neighbours. */

function episodeView(episode, firstFrame) {
  const recorded = loadDocument(episode);
  show(
    episodeHeader(episode),
    episodeFacts(episode, recorded),
    recorded === null ? notInFile() : player(episode, recorded, firstFrame),
    sameTask(episode),
  );
}

function notInFile() {
  return el(
    "p",
    { class: "empty card" },
    `The steps of this episode are not in this file. It holds those of ${count(index.shown)} of ${count(episodes.length)} episodes: agents and outcomes took turns, in the order of the run. The recording has all of them.`,
  );
}

function episodeHeader(episode) {
  const list = state.listed?.includes(episode) ? state.listed : episodes;
  const at = list.indexOf(episode);
  const link = (target, label, direction) =>
    target
      ? el("a", { class: "button", href: episodeHref(target), rel: direction }, label)
      : el("span", { class: "button", "aria-disabled": "true" }, label);
  return el(
    "div",
    { class: "episode-head" },
    el(
      "div",
      {},
      el(
        "p",
        { class: "crumb" },
        el("a", { href: "#episodes" }, "Episodes"),
        ` / ${count(at + 1)} of ${count(list.length)}`,
      ),
      el("h2", {}, taskId(episode)),
    ),
    el(
      "div",
      { class: "episode-nav" },
      link(list[at - 1], "Previous episode", "prev"),
      link(list[at + 1], "Next episode", "next"),
    ),
  );
}

function episodeFacts(episode, recorded) {
  const facts = [
    ["Outcome", badge(episode.outcome)],
    ["Agent", el("span", { class: "agent" }, swatch(episode.agent), index.agents[episode.agent].name)],
    index.worlds.length > 1 && ["Environment", worldName(episode.world)],
    hasAttempts() && ["Attempt", count(episode.attempt + 1)],
    ["Total reward", amount(episode.reward)],
    ["Steps", count(episode.steps)],
    episode.refused > 0 && ["Refused", count(episode.refused)],
    ["Time", duration(episode.seconds)],
    recorded?.seed !== undefined && ["Seed", el("code", {}, recorded.seed)],
    recorded?.usage && ["Usage", usageWords(recorded.usage)],
    ["Episode", el("code", {}, episode.id)],
  ].filter(Boolean);
  return el(
    "section",
    { class: "card", "aria-label": "Facts" },
    el(
      "dl",
      { class: "facts" },
      facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
    ),
    recorded?.instruction ? el("p", { class: "instruction" }, recorded.instruction) : null,
    recorded?.grade ? gradeNote(recorded.grade) : null,
    recorded?.failure ? failureNote(recorded.failure, "The episode failed") : null,
    recorded?.inputs ? details("Inputs of the task", jsonView(recorded.inputs)) : null,
    recorded?.options ? details("Reset options", jsonView(recorded.options)) : null,
  );
}

function usageWords(usage) {
  const { inputTokens, outputTokens, modelCalls, cost } = usage;
  return el(
    "div",
    { class: "stack" },
    el("span", {}, `${count(inputTokens)} in, ${count(outputTokens)} out`),
    el("span", { class: "soft" }, plural(modelCalls, "call") + (cost > 0 ? `, cost ${number(cost, 4)}` : "")),
  );
}

function gradeNote(grade) {
  const words = `Grader: ${grade.solved ? "solved" : "not solved"}, score ${exact(grade.score)}`;
  return el("p", { class: "note" }, grade.reason ? `${words}. ${grade.reason}` : words);
}

function failureNote(failure, title) {
  return el(
    "div",
    { class: "failure" },
    el("strong", {}, title),
    el("span", { class: "soft" }, ` ${failure.code}, blame: ${failure.blame}`),
    el("p", {}, failure.message),
  );
}

function details(title, content) {
  return el("details", {}, el("summary", {}, title), content);
}

/* Other agents and other attempts at the same task. */
function sameTask(episode) {
  const others = episodes.filter(
    (other) => other !== episode && other.world === episode.world && other.task === episode.task,
  );
  if (others.length === 0) {
    return null;
  }
  return el(
    "section",
    { class: "same-task", "aria-labelledby": "same-task" },
    el("h3", { id: "same-task" }, "The same task"),
    el(
      "ul",
      {},
      others
        .slice(0, 24)
        .map((other) =>
          el(
            "li",
            {},
            el(
              "a",
              { href: episodeHref(other) },
              mark(other.outcome),
              `${index.agents[other.agent].name}${hasAttempts() ? `, attempt ${other.attempt + 1}` : ""}`,
              el(
                "span",
                { class: "soft" },
                ` ${outcomes[other.outcome].label.toLowerCase()}, ${plural(other.steps, "step")}`,
              ),
            ),
          ),
        ),
    ),
  );
}
