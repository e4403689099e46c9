/* Which view the address asks for, the keys, and the header. */

let pressKey = () => false;

function openView() {
  const query = new URLSearchParams(location.hash.slice(1));
  pressKey = () => false;
  forgetCharts();
  const episode = episodeByKey.get(query.get("episode"));
  const view =
    episode || query.has("episode") ? "episode" : (["tasks", "episodes"].find((name) => query.has(name)) ?? "summary");
  if (view === "episode") {
    if (episode) {
      chooseWorld(episode.world);
      episodeView(episode, Number(query.get("step") ?? 0));
    } else {
      show(el("p", { class: "empty card" }, `There is no episode "${query.get("episode")}" in this report.`));
    }
  } else if (episodes.length === 0) {
    show(el("p", { class: "empty card" }, "This report has no episodes."));
  } else {
    ({ summary: summaryView, tasks: tasksView, episodes: episodesView })[view](query);
  }
  markTab(view === "episode" ? "episodes" : view);
  document.title = episode ? `${taskId(episode)} · ${index.title}` : index.title;
}

function markTab(view) {
  for (const tab of document.querySelectorAll("[data-view]")) {
    if (tab.dataset.view === view) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
}

function writeSubtitle() {
  const worlds = index.worlds.map((world) => `${world.name} ${world.version}`);
  const parts = [
    worlds.length <= 3 ? worlds.join(", ") : plural(worlds.length, "environment"),
    plural(index.agents.length, "agent"),
    plural(episodes.length, "episode"),
  ];
  if (index.created !== null) {
    parts.push(
      new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(
        new Date(index.created),
      ) + " UTC",
    );
  }
  document.getElementById("subtitle").textContent = parts.filter(Boolean).join(" · ");
}

function offerWorlds() {
  const picker = document.getElementById("world-picker");
  const select = document.getElementById("world");
  picker.hidden = index.worlds.length < 2;
  select.append(
    ...options(
      index.worlds.map((world, number) => [number, worldName(number)]),
      state.world,
    ),
  );
  select.addEventListener("change", () => {
    state.world = Number(select.value);
    openView();
  });
}

function chooseWorld(world) {
  state.world = world;
  document.getElementById("world").value = String(world);
}

window.addEventListener("hashchange", () => {
  openView();
  window.scrollTo(0, 0);
  document.getElementById("view").focus({ preventScroll: true });
});

window.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea, pre");
  if (typing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  if (pressKey(event.key)) {
    event.preventDefault();
  }
});

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("view").focus();
});

darkScheme.addEventListener("change", openView);

writeSubtitle();
offerWorlds();
openView();
