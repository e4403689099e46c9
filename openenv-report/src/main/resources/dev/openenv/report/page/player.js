/* Steps through reset and steps of an episode, by buttons, keys, slider, list and address. */

const stepPage = 200;

function player(episode, recorded, firstFrame) {
  const frames = recorded.frames;
  const sums = cumulativeRewards(frames);
  const last = frames.length - 1;
  const stage = el("div", { class: "stage" });
  const record = el("div", { class: "record" });
  const slider = el("input", {
    type: "range",
    min: 0,
    max: last,
    "aria-label": "Step",
    oninput: (event) => goTo(Number(event.target.value)),
  });
  const position = el("output", { class: "position" });
  const control = (label, mark, target) =>
    el("button", { type: "button", "aria-label": label, title: label, onclick: () => goTo(target()) }, mark);
  const controls = {
    first: control("Reset", "⇤", () => 0),
    previous: control("Previous step", "←", () => at - 1),
    next: control("Next step", "→", () => at + 1),
    last: control("Last step", "⇥", () => last),
  };
  const rewardLine = sparkline(sums, goTo);
  const steps = stepList(frames, goTo);
  let at = -1;

  function goTo(target) {
    const frame = Math.min(Math.max(Number.isInteger(target) ? target : 0, 0), last);
    if (frame === at) {
      return;
    }
    at = frame;
    slider.value = String(at);
    slider.setAttribute("aria-valuetext", frameName(at));
    position.textContent = `${frameName(at)} / ${last}`;
    controls.first.disabled = controls.previous.disabled = at === 0;
    controls.last.disabled = controls.next.disabled = at === last;
    stage.replaceChildren(...worldPicture(frames, at));
    record.replaceChildren(...frameRecord(frames[at], at, sums[at]));
    rewardLine?.mark(at);
    steps.mark(at);
    history.replaceState(null, "", `${episodeHref(episode)}&step=${at}`);
    announce(frameInWords(frames[at], at, sums[at]));
  }

  pressKey = (key) => {
    const targets = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    if (!(key in targets)) {
      return false;
    }
    goTo(targets[key]);
    return true;
  };

  goTo(firstFrame);
  const drawn = frames.some((frame) => frame.text !== undefined || frame.svg !== undefined);
  return el(
    "section",
    { class: drawn ? "player" : "player undrawn", "aria-label": "Steps" },
    el(
      "div",
      { class: "player-side" },
      drawn ? stage : null,
      el(
        "div",
        { class: "transport card", role: "group", "aria-label": "Step through the episode" },
        el("div", { class: "buttons" }, controls.first, controls.previous, position, controls.next, controls.last),
        slider,
        rewardLine?.element,
        el("p", { class: "soft keys" }, "Arrow keys step; Home and End jump."),
      ),
    ),
    record,
    steps.element,
  );
}

function frameName(at) {
  return at === 0 ? "Reset" : `Step ${at}`;
}

function cumulativeRewards(frames) {
  let sum = 0;
  return frames.map((frame) => (sum += frame.reward ?? 0));
}

function frameInWords(frame, at, sum) {
  if (frame.failure) {
    return `${frameName(at)}: ${frame.failure.message}`;
  }
  const reward = frame.reward === undefined ? "no reward" : `reward ${amount(frame.reward)}`;
  return `${frameName(at)}: ${reward}, total ${amount(sum)}${endOf(frame) ? `, ${endOf(frame)}` : ""}`;
}

function endOf(frame) {
  return [frame.terminated && "terminated", frame.truncated && "truncated"].filter(Boolean).join(" and ");
}

/* The cumulative reward as a line; a click goes to the step below it. */
function sparkline(sums, goTo) {
  const low = sums.reduce((least, sum) => Math.min(least, sum), 0);
  const high = sums.reduce((most, sum) => Math.max(most, sum), 0);
  if (low === high || sums.length < 2) {
    return null;
  }
  const x = (at) => (100 * at) / (sums.length - 1);
  const y = (sum) => 36 - (32 * (sum - low)) / (high - low);
  const cursor = svg("line", { class: "cursor", y1: 0, y2: 40 });
  const picture = svg(
    "svg",
    {
      viewBox: "0 0 100 40",
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": `Cumulative reward, ends at ${amount(sums.at(-1))}`,
    },
    svg("line", { class: "zero", x1: 0, x2: 100, y1: y(0), y2: y(0) }),
    svg("polyline", { points: sums.map((sum, at) => `${x(at)},${y(sum)}`).join(" ") }),
    cursor,
  );
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    goTo(Math.round(((event.clientX - box.left) / box.width) * (sums.length - 1)));
  });
  return {
    element: el(
      "div",
      { class: "sparkline" },
      el("span", { class: "soft" }, `Cumulative reward ${amount(low)} to ${amount(high)}`),
      picture,
    ),
    mark(at) {
      cursor.setAttribute("x1", x(at));
      cursor.setAttribute("x2", x(at));
    },
  };
}

function stepList(frames, goTo) {
  const list = el("ol", { class: "step-list" });
  const rows = [];
  const more = el("button", { type: "button", class: "more", onclick: () => addUpTo(rows.length + stepPage - 1) });
  function addUpTo(last) {
    while (rows.length <= last && rows.length < frames.length) {
      const at = rows.length;
      const row = el("button", { type: "button", onclick: () => goTo(at) }, ...stepRow(frames[at], at));
      rows.push(row);
      list.append(el("li", {}, row));
    }
    more.hidden = rows.length >= frames.length;
    more.textContent = `Show more (${count(frames.length - rows.length)} left)`;
  }
  addUpTo(stepPage - 1);
  let current = null;
  return {
    element: el(
      "section",
      { class: "card all-steps", "aria-label": "All steps" },
      el("h3", {}, "All steps"),
      list,
      more,
    ),
    mark(at) {
      addUpTo(at);
      current?.removeAttribute("aria-current");
      current = rows[at];
      current.setAttribute("aria-current", "step");
    },
  };
}

function stepRow(frame, at) {
  const reward = frame.failure
    ? el("span", { class: "alarm" }, frame.failure.blame === "agent" ? "refused" : "failed")
    : el("span", {}, frame.reward === undefined ? "" : amount(frame.reward));
  return [
    el("span", { class: "step-number" }, at === 0 ? "0" : String(at)),
    el("code", {}, at === 0 ? "reset" : jsonLine(frame.action ?? frame.actionText ?? "")),
    reward,
  ];
}
