/* What one step shows: the world as it was drawn, the action, and what came of it. */

/* What the world looks like now: a frame without a drawing of its own (a refused action) shows the one before. */
function worldPicture(frames, at) {
  let from = at;
  while (from >= 0 && frames[from].text === undefined && frames[from].svg === undefined) {
    from--;
  }
  if (from < 0) {
    return [el("p", { class: "soft" }, "No drawing yet.")];
  }
  const { text, svg: picture } = frames[from];
  const lines = el(
    "pre",
    { class: "drawing", role: "group", tabindex: "0", "aria-label": `World at ${frameName(from)}` },
    text ?? "",
  );
  const parts = [];
  if (picture === undefined) {
    parts.push(lines);
  } else {
    parts.push(
      el("img", { class: "drawing", src: svgAddress(picture), alt: `World at ${frameName(from)}; as text below` }),
      text ? details("As text", lines) : null,
    );
  }
  if (from !== at) {
    parts.push(el("p", { class: "soft" }, `As drawn at ${frameName(from)}: no drawing since.`));
  }
  return parts.filter(Boolean);
}

/* As an image, a drawing can run no script and load nothing. */
function svgAddress(text) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) {
    bytes += String.fromCharCode(byte);
  }
  return `data:image/svg+xml;base64,${btoa(bytes)}`;
}

function frameRecord(frame, at, sum) {
  const parts = [];
  if (at > 0) {
    parts.push(panel("Action", valueView(frame.action, frame.actionText)));
  }
  if (frame.failure) {
    parts.push(failureNote(frame.failure, frame.failure.blame === "agent" ? "Refused" : "Failed"));
  }
  if (frame.observation !== undefined || frame.observationText !== undefined) {
    parts.push(
      panel(
        "Observation",
        el("p", { class: "reward" }, ...rewardWords(frame, sum)),
        valueView(frame.observation, frame.observationText),
      ),
    );
  }
  if (frame.metadata) {
    parts.push(panel("Metadata", jsonView(frame.metadata)));
  }
  if (parts.length === 0) {
    parts.push(el("p", { class: "empty card" }, at === 0 ? "Reset gave nothing." : "This step gave nothing."));
  }
  return parts;
}

function panel(title, ...content) {
  return el("section", { class: "card panel" }, el("h3", {}, title), content);
}

function valueView(json, text) {
  return json === undefined
    ? el(
        "div",
        {},
        el("p", { class: "soft" }, "Cannot be written as JSON; as Java shows it:"),
        el("pre", { class: "json" }, text ?? none),
      )
    : jsonView(json);
}

function rewardWords(frame, sum) {
  const end = endOf(frame);
  return [
    el("span", {}, "Reward ", el("strong", {}, frame.reward === undefined ? "none" : exact(frame.reward))),
    el("span", {}, "Total ", el("strong", {}, amount(sum))),
    end ? el("span", { class: "end" }, end) : null,
  ].filter(Boolean);
}
