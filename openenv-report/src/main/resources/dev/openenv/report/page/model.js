/* What the page knows: the index of all episodes, and each episode's steps when it is opened. */

const index = JSON.parse(document.getElementById("index").textContent);

const outcomes = {
  solved: { label: "Solved", mark: "✓" },
  unsolved: { label: "Unsolved", mark: "×" },
  finished: { label: "Finished", mark: "•" },
  truncated: { label: "Truncated", mark: "⋯" },
  agent_stopped: { label: "Agent stopped", mark: "–" },
  agent_failed: { label: "Agent failed", mark: "!" },
  environment_failed: { label: "Environment failed", mark: "‼" },
  cancelled: { label: "Cancelled", mark: "○" },
};

const outcomeOrder = index.outcomes;

/* The order of a row is that of ReportIndex.row. */
function readEpisode(row, number) {
  const [agent, task, attempt, outcome, reward, steps, refused, seconds, id, shown] = row;
  return {
    number,
    agent,
    world: index.agents[agent].world,
    task,
    attempt,
    outcome: outcomeOrder[outcome],
    counted: !index.excluded.includes(outcome),
    reward,
    steps,
    refused,
    seconds,
    id,
    shown: shown === 1,
  };
}

const episodes = index.episodes.map(readEpisode);

/*
 * An id that two runs share gets a number, so that each episode has an address of its own. Half a surrogate pair cannot
 * stand in an address.
 */
const episodeByKey = new Map();
for (const episode of episodes) {
  const id = episode.id.replace(/\p{Surrogate}/gu, "\ufffd");
  let key = id;
  for (let copy = 2; episodeByKey.has(key); copy++) {
    key = `${id}~${copy}`;
  }
  episode.key = key;
  episodeByKey.set(key, episode);
}

const state = { world: 0, listed: null };

function agentsOf(world) {
  return index.agents.map((agent, number) => ({ ...agent, number })).filter((agent) => agent.world === world);
}

function agentLabel(number) {
  const agent = index.agents[number];
  return index.worlds.length > 1 ? `${agent.name} · ${index.worlds[agent.world].name}` : agent.name;
}

function taskId(episode) {
  return index.worlds[episode.world].tasks[episode.task];
}

function episodeHref(episode) {
  return `#episode=${encodeURIComponent(episode.key)}`;
}

function hasAttempts() {
  return episodes.some((episode) => episode.attempt > 0);
}

/* The steps of one episode, or null when they are not in this file. */
function loadDocument(episode) {
  const block = document.getElementById(`episode-${episode.number}`);
  return block ? JSON.parse(block.textContent) : null;
}
