/*
 * Shows JSON from its text, not from parsed values: a browser would round whole numbers beyond 2^53. Short lists and
 * objects stay on one line, and a string of several lines is shown as lines.
 */

const widestLine = 64;
const deepestLevel = 200;
const jsonTokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

function jsonView(text) {
  const view = el("pre", { class: "json", role: "group", tabindex: "0", "aria-label": "JSON" });
  try {
    const tree = readJson(text.match(jsonTokens) ?? []);
    writeJson(view, tree, "");
  } catch {
    view.textContent = text;
  }
  return view;
}

/* A node is {open, close, items: [{key, value}]} or {token}. */
function readJson(tokens) {
  let at = 0;
  function value(depth) {
    const token = tokens[at++];
    if (depth > deepestLevel) {
      throw new RangeError("too deep to lay out");
    }
    if (token !== "{" && token !== "[") {
      return { token, width: token.length };
    }
    const close = token === "{" ? "}" : "]";
    const node = { open: token, close, items: [], width: 2 };
    while (tokens[at] !== close) {
      if (tokens[at] === ",") {
        at++;
      }
      let key = null;
      if (token === "{") {
        key = tokens[at];
        at += 2;
      }
      const item = value(depth + 1);
      node.items.push({ key, value: item });
      node.width += item.width + (key === null ? 0 : key.length + 2) + 2;
    }
    at++;
    return node;
  }
  return value(0);
}

function writeJson(out, node, indent) {
  if (node.token !== undefined) {
    out.append(jsonToken(node.token));
    return;
  }
  const inline = node.width + indent.length <= widestLine && !hasLines(node);
  const deeper = `${indent}  `;
  out.append(node.open);
  node.items.forEach((item, position) => {
    if (!inline) {
      out.append(`\n${deeper}`);
    } else if (position > 0) {
      out.append(" ");
    }
    if (item.key !== null) {
      out.append(el("span", { class: "json-key" }, item.key), ": ");
    }
    writeJson(out, item.value, deeper);
    if (position < node.items.length - 1) {
      out.append(",");
    }
  });
  if (!inline && node.items.length > 0) {
    out.append(`\n${indent}`);
  }
  out.append(node.close);
}

function hasLines(node) {
  return node.token !== undefined ? node.token.includes("\\n") : node.items.some((item) => hasLines(item.value));
}

function jsonToken(token) {
  if (!token.startsWith('"')) {
    return el("span", { class: "json-value" }, token);
  }
  if (token.includes("\\n")) {
    const lines = JSON.parse(token);
    if (lines.includes("\n")) {
      return el("span", { class: "json-lines" }, lines);
    }
  }
  return el("span", { class: "json-string" }, token);
}

/* JSON on one line, cut off for a list. */
function jsonLine(text, longest = 140) {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
