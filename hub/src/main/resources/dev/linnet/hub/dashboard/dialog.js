// The dialog with a channel's history.

import { drawChart } from "./chart.js";
import { words } from "./format.js";
import { history } from "./history.js";

const RANGES = [["1 h", 3600], ["6 h", 21600], ["24 h", 86400], ["7 d", 604800]];
const POINTS = 240;
const REFRESH = 5000;

const dialog = document.getElementById("history");
const ranges = document.getElementById("history-ranges");
const chart = document.getElementById("history-chart");
const note = document.getElementById("history-note");
let shown;
let seconds = 3600;
let timer;

for (const [label, length] of RANGES) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.dataset.seconds = length;
  button.onclick = () => {
    seconds = length;
    refresh();
  };
  ranges.append(button);
}
document.getElementById("history-close").onclick = () => dialog.close();
dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
dialog.onclose = () => {
  clearInterval(timer);
  shown = undefined;
};

export function showHistory(device, description) {
  shown = { device, description };
  document.getElementById("history-title").textContent = `${device} · ${words(description.id)}`;
  chart.replaceChildren();
  dialog.showModal();
  refresh();
  timer = setInterval(refresh, REFRESH);
}

async function refresh() {
  const { device, description } = shown;
  const length = seconds;
  for (const button of ranges.children) button.setAttribute("aria-pressed", String(Number(button.dataset.seconds) === length));
  try {
    const points = await history(device, description.id, description.type, length, POINTS);
    if (shown?.description !== description || length !== seconds) return;
    const end = Date.now();
    if (description.type === "text") {
      list(points);
    } else {
      drawChart(chart, points, description, end - length * 1000, end, text => { note.textContent = text; });
    }
    note.textContent = points.length === 0 ? "Nothing was recorded in this time." : "";
  } catch (failure) {
    note.textContent = `The history cannot be shown: ${failure.message}`;
  }
}

function list(points) {
  const table = document.createElement("table");
  for (const point of points.slice(-50).reverse()) {
    const row = table.insertRow();
    row.insertCell().textContent = new Date(point.time).toLocaleString();
    row.insertCell().textContent = point.value;
  }
  chart.replaceChildren(table);
}
