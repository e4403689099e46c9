/* Making elements and writing numbers. Data becomes text nodes and attributes only, never markup. */

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function show(...nodes) {
  document.getElementById("view").replaceChildren(...nodes.filter(Boolean));
}

function announce(text) {
  document.getElementById("announcer").textContent = text;
}

const none = "–";

function number(value, digits) {
  if (value === null || value === undefined) {
    return none;
  }
  const text = new Intl.NumberFormat("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
  return (/^-[0.,]+$/.test(text) ? text.slice(1) : text).replace("-", "−");
}

function count(value) {
  return number(value, 0);
}

function percent(rate) {
  return rate === null ? none : `${number(100 * rate, 1)} %`;
}

/* A reward as it is, without rounding, but with a real minus sign. */
function exact(value) {
  return String(value).replace(/^-/, "−");
}

/* A sum of rewards, without the noise that adding leaves in its last digits. */
function amount(value) {
  return exact(withoutNoise(value));
}

function withoutNoise(value) {
  return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(10));
}

function interval(bounds, write) {
  return bounds === null ? "no interval" : `${write(bounds[0])} to ${write(bounds[1])}`;
}

function duration(seconds) {
  if (seconds < 0.001) {
    return `${number(seconds * 1e6, 0)} µs`;
  }
  if (seconds < 1) {
    return `${number(seconds * 1e3, seconds < 0.1 ? 1 : 0)} ms`;
  }
  if (seconds < 120) {
    return `${number(seconds, 1)} s`;
  }
  return `${number(Math.floor(seconds / 60), 0)} min ${number(Math.floor(seconds % 60), 0)} s`;
}

function plural(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

function mark(outcome) {
  return el("span", { class: "mark", "data-outcome": outcome, "aria-hidden": "true" }, outcomes[outcome].mark);
}

function badge(outcome) {
  return el("span", { class: "badge" }, mark(outcome), outcomes[outcome].label);
}

function swatch(agent) {
  const dot = el("span", { class: "swatch", "aria-hidden": "true" });
  dot.style.backgroundColor = agentColour(agent);
  return dot;
}

function legend() {
  const present = outcomeOrder.filter((outcome) => episodes.some((episode) => episode.outcome === outcome));
  return el(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    present.map((outcome) => el("li", {}, badge(outcome))),
  );
}

function field(label, control) {
  return el("label", { class: "field" }, el("span", {}, label), control);
}

function options(entries, selected) {
  return entries.map(([value, label]) => el("option", { value, selected: String(value) === String(selected) }, label));
}
