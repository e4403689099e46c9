"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (tag, text, attributes) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    return node;
  };
  let root = {};
  let fields = [];
  let busy = false;
  let shownLogs = [];
  let single = null;

  const resolve = (schema) => {
    let found = schema || {};
    for (let i = 0; i < 10; i++) {
      if (found.$ref && found.$ref.startsWith("#/$defs/")) {
        found = { ...(root.$defs || {})[found.$ref.slice(8)], ...found, $ref: undefined };
      } else if (found.anyOf) {
        const some = found.anyOf.filter((one) => one.type !== "null");
        if (some.length !== 1) return found;
        found = { ...resolve(some[0]), ...found, anyOf: undefined, optional: true };
      } else return found;
    }
    return found;
  };

  const variants = (schema) =>
    (schema.oneOf || schema.anyOf || [schema]).map(resolve).filter((one) => one.type === "object" || one.properties);

  /** One input for one field; read() gives undefined for a field that is left out. */
  const field = (name, given, required) => {
    const schema = resolve(given);
    const id = "field-" + name;
    const box = make("div");
    const label = make("label", schema.title || name, { for: id });
    const about = [schema.description, limits(schema), required ? "" : "optional"].filter(Boolean).join(" \u00b7 ");
    if (about) label.append(document.createElement("br"), make("small", about));
    const fallback = schema.default;
    let input;
    let read;
    if (schema.enum) {
      input = make("select", undefined, { id });
      if (!required) input.append(make("option", "", { value: "" }));
      schema.enum.forEach((value, i) => input.append(make("option", String(value), { value: String(i) })));
      if (fallback !== undefined && schema.enum.includes(fallback)) input.value = String(schema.enum.indexOf(fallback));
      read = () => (input.value === "" ? undefined : schema.enum[Number(input.value)]);
    } else if (schema.type === "boolean") {
      input = make("input", undefined, { id, type: "checkbox" });
      input.checked = fallback === true;
      read = () => input.checked;
    } else if (schema.type === "integer" || schema.type === "number") {
      input = make("input", undefined, { id, type: "number", step: schema.type === "integer" ? "1" : "any" });
      if (schema.minimum !== undefined) input.min = schema.minimum;
      if (schema.maximum !== undefined) input.max = schema.maximum;
      if (typeof fallback === "number") input.value = fallback;
      input.required = required;
      read = () => (input.value === "" ? undefined : Number(input.value));
    } else if (schema.type === "string") {
      const long = (schema.maxLength || 0) > 200 || ["code", "text"].includes(name);
      input = make(long ? "textarea" : "input", undefined, { id, autocomplete: "off", spellcheck: "false" });
      if (typeof fallback === "string") input.value = fallback;
      if (schema.maxLength !== undefined) input.maxLength = schema.maxLength;
      input.required = required && (schema.minLength || 0) > 0;
      read = () => (input.value === "" && !required ? undefined : input.value);
    } else {
      input = make("textarea", undefined, { id, spellcheck: "false" });
      if (fallback !== undefined && fallback !== null) input.value = JSON.stringify(fallback);
      else if (required) input.value = schema.type === "array" ? "[]" : schema.type === "object" ? "{}" : "";
      label.append(" ", make("small", "as JSON"));
      read = () => {
        if (input.value.trim() === "") return undefined;
        try {
          return JSON.parse(input.value);
        } catch (problem) {
          input.focus();
          throw new Error((schema.title || name) + ": " + problem.message);
        }
      };
    }
    box.append(label, input);
    return { name, schema, box, input, read, required };
  };

  const limits = (schema) => {
    if (schema.minimum !== undefined && schema.maximum !== undefined) return schema.minimum + " to " + schema.maximum;
    if (schema.minimum !== undefined) return "at least " + schema.minimum;
    if (schema.maximum !== undefined) return "at most " + schema.maximum;
    return "";
  };

  const form = (schema) => {
    const required = new Set(schema.required || []);
    fields = Object.entries(schema.properties || {})
      .filter(([name]) => name !== "metadata")
      .map(([name, part]) =>
        part.const !== undefined
          ? { name, read: () => part.const, required: required.has(name) }
          : field(name, part, required.has(name)));
    if (!schema.properties) fields = [{ ...field("action", { type: "object", title: "Action" }, true), whole: true }];
    $("fields").replaceChildren(...fields.filter((one) => one.box).map((one) => one.box));
    const needed = fields.filter((one) => one.box && one.required);
    single = needed.length === 1 ? needed[0] : null;
    quick([]);
  };

  /** Buttons that step at once: what is legal, the words of an enum, or a short range of numbers. */
  const quick = (legal) => {
    let values = [];
    const plain = single && single.schema;
    if (plain && plain.enum) values = plain.enum;
    else if (plain && plain.type === "integer" && legal.length) values = legal;
    else if (plain && plain.type === "integer" && plain.maximum - plain.minimum < 12)
      for (let i = plain.minimum; i <= plain.maximum; i++) values.push(i);
    if (values.length > 60) values = [];
    $("quick").replaceChildren(...values.map((value) => {
      const button = make("button", String(value), { type: "button" });
      button.addEventListener("click", () => step({ ...action(true), [single.name]: value }));
      return button;
    }));
    $("quick-box").hidden = values.length === 0;
  };

  const action = (lenient) => {
    const built = {};
    for (const one of fields) {
      if (lenient && one === single) continue;
      const value = one.read();
      if (one.whole) return value;
      if (value !== undefined) built[one.name] = value;
    }
    return built;
  };

  const call = async (path, body) => {
    if (busy) return;
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    $("problem").textContent = "";
    for (const button of document.querySelectorAll("button")) button.disabled = true;
    const active = document.activeElement;
    try {
      const reply = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const text = await reply.text();
      if (!reply.ok) throw new Error(explain(reply.status, text));
      result(JSON.parse(text));
    } catch (problem) {
      $("problem").textContent = problem.message;
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
      for (const button of document.querySelectorAll("button")) button.disabled = false;
      if (active && active.isConnected) active.focus();
    }
  };

  const explain = (status, text) => {
    try {
      const detail = JSON.parse(text).detail;
      if (Array.isArray(detail)) return detail.map((one) => [one.loc.join("."), one.msg].filter(Boolean).join(": ")).join("\n");
      return String(detail);
    } catch (notJson) {
      return status + " " + text.slice(0, 300);
    }
  };

  const value = (given) => (typeof given === "string" ? given : JSON.stringify(given));

  const observation = (seen) => {
    const list = make("dl");
    for (const [name, given] of Object.entries(seen || {})) {
      if (name === "metadata" && Object.keys(given || {}).length === 0) continue;
      list.append(make("dt", name), make("dd", value(given)));
    }
    if (!list.children.length) list.append(make("dt", "nothing to see"));
    $("observation").replaceChildren(list);
    quick(Array.isArray(seen && seen.legal_actions) ? seen.legal_actions.filter(Number.isInteger) : []);
  };

  const result = (envelope) => {
    observation(envelope.observation);
    $("reward").textContent = envelope.reward === null ? "none" : String(envelope.reward);
    $("done").textContent = envelope.done ? "done" : "running";
    $("done").className = envelope.done ? "done" : "";
    $("reset").className = envelope.done ? "main" : "";
    $("step").className = envelope.done ? "" : "main";
  };

  const row = (log) => {
    const item = make("li");
    item.append(make("b", String(log.step_count)), make("code", JSON.stringify(log.action)), " \u2192 ",
      make("span", (log.reward === null ? "no reward" : "reward " + log.reward) + (log.done ? ", done" : "")));
    return item;
  };

  const update = (state) => {
    $("episode").textContent = state.episode_id || "none yet";
    $("steps").textContent = String(state.step_count);
    const logs = state.action_logs;
    const grown = logs.length === shownLogs.length + 1 && logs.length > 1
      && logs[logs.length - 2].timestamp === shownLogs[shownLogs.length - 1].timestamp;
    if (grown) $("history").prepend(row(logs[logs.length - 1]));
    else $("history").replaceChildren(...logs.map(row).reverse());
    shownLogs = logs;
    $("total").textContent = String(Number(logs.reduce((sum, log) => sum + Number(log.reward || 0), 0).toFixed(6)));
    $("empty").hidden = logs.length > 0;
    if (state.current_observation) {
      const last = logs.length ? logs[logs.length - 1] : { reward: null, done: false };
      result({ observation: state.current_observation, reward: state.is_reset ? null : last.reward, done: !state.is_reset && last.done });
    }
    $("drawing").textContent = state.drawing || "";
    $("drawing-box").hidden = !state.drawing;
  };

  const step = (built) => call("step", { action: built });

  const connect = (wait) => {
    const address = new URL("../ws/ui", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      $("live").textContent = "live";
      $("live").className = "on";
      wait = 500;
    });
    socket.addEventListener("message", (event) => update(JSON.parse(event.data).episode_state));
    socket.addEventListener("close", () => {
      $("live").textContent = "not connected, trying again";
      $("live").className = "off";
      setTimeout(() => connect(Math.min(wait * 2, 10000)), wait);
    });
  };

  $("act").addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      step(action(false));
    } catch (problem) {
      $("problem").textContent = problem.message;
    }
  });

  $("start").addEventListener("submit", (event) => {
    event.preventDefault();
    const body = {};
    if ($("seed").value !== "") body.seed = Number($("seed").value);
    if ($("episode-id").value !== "") body.episode_id = $("episode-id").value;
    if ($("split") && $("split").value !== "") {
      body.split = $("split").value;
      body.index = Number($("index").value);
    }
    call("reset", body);
  });

  if ($("split")) {
    const choose = () => {
      const chosen = $("split").selectedOptions[0];
      $("index").disabled = $("split").value === "";
      $("index").max = Number(chosen.dataset.size || 1) - 1;
    };
    $("split").addEventListener("change", choose);
    choose();
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input,select,textarea") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "r") $("start").requestSubmit();
    const buttons = $("quick").children;
    if (event.key >= "1" && event.key <= "9" && buttons[Number(event.key) - 1]) buttons[Number(event.key) - 1].click();
  });

  $("base").textContent = new URL("..", location.href).href.replace(/\/$/, "");
  fetch("../schema").then((reply) => reply.json()).then((schemas) => {
    root = schemas.action;
    const kinds = variants(root);
    if (kinds.length > 1) {
      kinds.forEach((kind, i) => $("kind").append(make("option", kind.title || "action " + (i + 1), { value: String(i) })));
      $("kind").addEventListener("change", () => form(kinds[Number($("kind").value)]));
      $("kind-box").hidden = false;
    }
    form(kinds[0] || {});
    connect(500);
  }).catch((problem) => {
    $("problem").textContent = "The schema cannot be read: " + problem.message;
  });
})();
