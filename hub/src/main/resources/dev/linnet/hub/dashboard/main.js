// The dashboard: what the hub says over /live becomes cards.

import { Device } from "./device.js";
import { LiveConnection } from "./live.js";

const list = document.getElementById("devices");
const summary = document.getElementById("summary");
const banner = document.getElementById("banner");
const nextTry = document.getElementById("next-try");
const filter = document.getElementById("filter");
const empty = document.getElementById("empty");

const devices = new Map();
let seen = new Set();
let complete = false;
let retryAt;
// How far the hub's clock is ahead of this browser's.
let clockAhead = 0;

function message(message) {
  switch (message.type) {
    case "hello":
      seen = new Set();
      clockAhead = Date.parse(message.time) - Date.now();
      break;
    case "tick":
      clockAhead = Date.parse(message.time) - Date.now();
      break;
    case "changes":
      message.removed.forEach(remove);
      message.devices.forEach(update);
      for (const { device, channel, value, time } of message.values) devices.get(device)?.value(channel, value, time);
      break;
    case "ready":
      // What the hub has not named again since it was lost is no longer there.
      for (const id of devices.keys()) if (!seen.has(id)) remove(id);
      complete = true;
      break;
  }
  refresh();
}

function update(state) {
  seen.add(state.id);
  let device = devices.get(state.id);
  if (!device) {
    device = new Device(state.id);
    devices.set(state.id, device);
    const next = Array.from(list.children).find(other => other.dataset.device > state.id);
    list.insertBefore(device.element, next ?? null);
  }
  device.update(state);
  device.filter(filter.value.trim().toLowerCase());
}

function remove(id) {
  devices.get(id)?.element.remove();
  devices.delete(id);
}

function refresh() {
  const now = Date.now() + clockAhead;
  let online = 0;
  for (const device of devices.values()) {
    device.tick(now);
    if (device.online) online++;
  }
  const text = devices.size === 0 ? "" : `${online} of ${devices.size} ${devices.size === 1 ? "device" : "devices"} online`;
  if (summary.textContent !== text) summary.textContent = text;
  empty.hidden = !complete || devices.size > 0;
  if (retryAt) {
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    nextTry.textContent = seconds > 0 ? `Next try in ${seconds} s.` : "Trying …";
  }
}

function state(state) {
  retryAt = state.connected ? undefined : state.retryAt;
  banner.hidden = state.connected;
  document.body.classList.toggle("lost", !state.connected);
  refresh();
}

const live = new LiveConnection(message, state);
filter.oninput = () => {
  for (const device of devices.values()) device.filter(filter.value.trim().toLowerCase());
};
document.getElementById("retry").onclick = () => live.retry();
setInterval(refresh, 1000);
live.start();
