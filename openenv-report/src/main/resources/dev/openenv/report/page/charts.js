/* The charts of the summary. Each has a description in words, and is drawn anew when the colour scheme changes. */

/* Okabe and Ito's colours, which people with any colour vision can tell apart; lighter ones on dark ground. */
const palettes = {
  light: ["#0072b2", "#d55e00", "#009e73", "#b85c96", "#b07d00", "#3b9bd1", "#555f6b"],
  dark: ["#56a9e0", "#f08a4b", "#35c49c", "#e3a1c8", "#e8b53a", "#9ad4f7", "#aab4bf"],
};

const darkScheme = window.matchMedia("(prefers-color-scheme: dark)");
let drawnCharts = [];

function agentColour(agent) {
  const palette = darkScheme.matches ? palettes.dark : palettes.light;
  return palette[agent % palette.length];
}

function theme(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function forgetCharts() {
  drawnCharts.forEach((chart) => chart.destroy());
  drawnCharts = [];
}

function drawChart(canvas, config) {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 12;
  Chart.defaults.color = theme("ink-soft");
  Chart.defaults.borderColor = theme("line");
  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  drawnCharts.push(new Chart(canvas, config));
}

function figure(title, caption, description, height, config) {
  const canvas = el("canvas", { role: "img", "aria-label": description });
  const frame = el("div", { class: "chart" }, canvas);
  frame.style.height = `${height}px`;
  queueMicrotask(() => drawChart(canvas, config));
  return el("figure", { class: "card" }, el("h3", {}, title), el("figcaption", {}, caption), frame);
}

/* Draws the interval of each bar or point: a line from end to end with a short tick at both. */
const whiskers = {
  id: "whiskers",
  afterDatasetsDraw(chart, _, options) {
    const { ctx, scales } = chart;
    ctx.save();
    ctx.strokeStyle = theme("ink");
    ctx.lineWidth = 1.5;
    options.intervals.forEach((bounds, row) => {
      if (bounds === null) {
        return;
      }
      const y = scales.y.getPixelForValue(row);
      const [low, high] = bounds.map((bound) => scales.x.getPixelForValue(bound));
      ctx.beginPath();
      ctx.moveTo(low, y);
      ctx.lineTo(high, y);
      for (const end of [low, high]) {
        ctx.moveTo(end, y - 5);
        ctx.lineTo(end, y + 5);
      }
      ctx.stroke();
    });
    ctx.restore();
  },
};

function intervalChart({ title, caption, agents, value, bounds, write, scale, bars }) {
  const known = agents.filter((agent) => value(agent) !== null);
  const description = known
    .map((agent) => `${agent.name} ${write(value(agent))} (${interval(bounds(agent), write)})`)
    .join("; ");
  const colours = known.map((agent) => agentColour(agent.number));
  const points = {
    data: known.map(value),
    backgroundColor: bars ? colours.map((colour) => `${colour}99`) : colours,
    borderColor: colours,
    borderWidth: bars ? 0 : 2,
    barThickness: 18,
    borderRadius: 3,
    pointRadius: 6,
    pointHoverRadius: 7,
    showLine: false,
  };
  return figure(title, caption, `${title}: ${description}`, 64 + 40 * known.length, {
    type: bars ? "bar" : "line",
    data: { labels: known.map((agent) => agent.name), datasets: [points] },
    options: {
      indexAxis: "y",
      layout: { padding: { right: 12 } },
      interaction: { mode: "index", axis: "y", intersect: false },
      scales: {
        x: { ...scale, grid: { color: theme("line") }, border: { display: false } },
        y: { offset: true, grid: { display: false }, ticks: { color: theme("ink"), callback: shortLabel } },
      },
      plugins: {
        legend: { display: false },
        whiskers: { intervals: known.map(bounds) },
        tooltip: {
          callbacks: {
            label: (item) =>
              `${write(value(known[item.dataIndex]))}, 95 %: ${interval(bounds(known[item.dataIndex]), write)}`,
          },
        },
      },
    },
    plugins: [whiskers],
  });
}

function shortLabel(value) {
  const label = this.getLabelForValue(value);
  return label.length <= 18 ? label : `${label.slice(0, 17)}…`;
}

function histogram({ title, caption, agents, value, unit }) {
  const values = agents.map((agent) =>
    episodes.filter((episode) => episode.agent === agent.number && episode.counted).map(value),
  );
  const bins = binsOf(values.flat());
  const datasets = agents.map((agent, row) => {
    const counts = bins.map((bin) => values[row].filter(bin.holds).length);
    return {
      label: agent.name,
      counts,
      data: counts.map((episodesInBin) => (100 * episodesInBin) / Math.max(1, values[row].length)),
      backgroundColor: agentColour(agent.number),
      borderRadius: 2,
      maxBarThickness: 28,
      categoryPercentage: 0.82,
      barPercentage: 0.94,
    };
  });
  const description = datasets
    .map((set) => `${set.label}: ${bins.map((bin, at) => `${bin.label}: ${set.counts[at]}`).join(", ")}`)
    .join("; ");
  return figure(title, caption, `${title}, episodes by value. ${description}`, 260, {
    type: "bar",
    data: { labels: bins.map((bin) => bin.label), datasets },
    options: {
      interaction: { mode: "index", intersect: false },
      scales: {
        x: {
          grid: { display: false },
          ticks: { maxRotation: 0, autoSkipPadding: 10 },
          title: { display: true, text: unit },
        },
        y: {
          beginAtZero: true,
          grid: { color: theme("line") },
          border: { display: false },
          ticks: { maxTicksLimit: 6, callback: (share) => `${exact(share)} %` },
          title: { display: true, text: "share of episodes" },
        },
      },
      plugins: {
        legend: {
          display: agents.length > 1,
          position: "top",
          align: "start",
          labels: { boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 5, color: theme("ink") },
        },
        tooltip: {
          callbacks: {
            title: ([item]) => `${unit}: ${item.label}`,
            label: (item) =>
              `${item.dataset.label}: ${plural(item.dataset.counts[item.dataIndex], "episode")}, ${number(item.raw, 1)} %`,
          },
        },
      },
    },
  });
}

/* One bin for each value when there are few, equal and round widths otherwise. */
function binsOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const whole = values.every(Number.isInteger);
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (whole && high - low <= 30) {
    return Array.from({ length: values.length === 0 ? 0 : high - low + 1 }, (_, at) => single(low + at));
  }
  if (distinct.length <= 12) {
    return distinct.map(single);
  }
  const width = roundWidth((high - low) / 18, whole);
  const first = binAt(low, width);
  return Array.from({ length: binAt(high, width) - first + 1 }, (_, at) => range(first + at, width, whole));
}

function single(value) {
  return { label: amount(value), holds: (other) => other === value };
}

function range(step, width, whole) {
  const low = step * width;
  const high = (step + 1) * width;
  return {
    label: whole && width === 1 ? amount(low) : `${amount(low)} to ${amount(whole ? high - 1 : high)}`,
    holds: (value) => binAt(value, width) === step,
  };
}

/* 0.6 / 0.2 is a little less than 3 in a computer. */
function binAt(value, width) {
  return Math.floor(value / width + 1e-9);
}

function roundWidth(width, whole) {
  const power = 10 ** Math.floor(Math.log10(width));
  const rounded = [1, 2, 5, 10].find((factor) => factor * power >= width) * power;
  return whole ? Math.max(1, rounded) : rounded;
}
