// A chart of one channel: the mean as a line, lowest to highest as a band, a value under the pointer.

import { valueText } from "./format.js";

const LEFT = 70;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;

/** Draws the points between the two times into `box`, as the channel's description says; `tell` hears the text of the point under the pointer, or "". */
export function drawChart(box, points, description, begin, end, tell) {
  const width = box.clientWidth;
  const height = box.clientHeight;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  box.replaceChildren(svg);
  if (points.length === 0) return;
  const binary = description.type === "boolean";
  const steps = binary || description.kind === "actuator";
  const [low, high] = binary ? [-0.1, 1.1] : bounds(points);
  const x = time => LEFT + (time - begin) / (end - begin) * (width - LEFT - RIGHT);
  const y = value => height - BOTTOM - (Number(value) - low) / (high - low) * (height - TOP - BOTTOM);

  for (const tick of binary ? [0, 1] : ticks(low, high)) {
    svg.append(make("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick) }));
    svg.append(text(LEFT - 8, y(tick) + 4, "end", valueText(binary ? tick === 1 : tick, description)));
  }
  const labels = Math.max(2, Math.floor(width / 140));
  for (let i = 0; i <= labels; i++) {
    const time = begin + (end - begin) * i / labels;
    const anchor = i === 0 ? "start" : i === labels ? "end" : "middle";
    svg.append(text(x(time), height - 6, anchor, timeLabel(new Date(time), end - begin)));
  }
  if (!binary && points.some(point => point.min !== point.max)) {
    const upper = points.map(point => `${x(point.time)} ${y(point.max ?? point.value)}`);
    const lower = points.map(point => `${x(point.time)} ${y(point.min ?? point.value)}`).reverse();
    svg.append(make("path", { class: "area", d: `M${upper.concat(lower).join("L")}Z` }));
  }
  svg.append(make("path", { class: "line", d: line(points, x, y, steps) }));
  follow(svg, points, x, height, description, tell);
  svg.setAttribute("aria-label", binary
    ? `${points.length} changes, now ${valueText(points.at(-1).value, description)}`
    : `from ${valueText(Math.min(...points.map(point => point.min ?? point.value)), description)}`
      + ` to ${valueText(Math.max(...points.map(point => point.max ?? point.value)), description)}`);
}

function line(points, x, y, steps) {
  let path = "";
  for (let i = 0; i < points.length; i++) {
    if (steps && i > 0) path += `H${x(points[i].time)}`;
    path += `${i === 0 ? "M" : "L"}${x(points[i].time)} ${y(points[i].value)}`;
  }
  return path;
}

function follow(svg, points, x, height, description, tell) {
  const cursor = make("line", { class: "cursor", y1: TOP, y2: height - BOTTOM, visibility: "hidden" });
  svg.append(cursor);
  svg.onpointermove = event => {
    const at = event.offsetX;
    const nearest = points.reduce((best, point) =>
      Math.abs(x(point.time) - at) < Math.abs(x(best.time) - at) ? point : best);
    cursor.setAttribute("x1", x(nearest.time));
    cursor.setAttribute("x2", x(nearest.time));
    cursor.setAttribute("visibility", "visible");
    const span = nearest.min !== undefined && nearest.min !== nearest.max
      ? ` (${valueText(nearest.min, description)} to ${valueText(nearest.max, description)})` : "";
    tell(`${new Date(nearest.time).toLocaleString()}: ${valueText(nearest.value, description)}${span}`);
  };
  svg.onpointerleave = () => {
    cursor.setAttribute("visibility", "hidden");
    tell("");
  };
}

function bounds(points) {
  const low = Math.min(...points.map(point => point.min ?? point.value));
  const high = Math.max(...points.map(point => point.max ?? point.value));
  const room = (high - low) * 0.08 || Math.max(Math.abs(high) * 0.01, 0.05);
  return [low - room, high + room];
}

/** Four to eight round numbers. */
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough);
  const found = [];
  for (let tick = Math.ceil(low / step); tick * step <= high; tick++) found.push(tick * step);
  return found;
}

function timeLabel(date, span) {
  return span > 86400000
    ? date.toLocaleDateString(undefined, { month: "short", day: "numeric" })
    : date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

function make(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function text(x, y, anchor, content) {
  const element = make("text", { x, y, "text-anchor": anchor });
  element.textContent = content;
  return element;
}
