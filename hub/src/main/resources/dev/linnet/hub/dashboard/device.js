// One device's card.

import { Channel } from "./channel.js";
import { span, valueText } from "./format.js";

const template = document.getElementById("device-template");

export class Device {
  element = template.content.firstElementChild.cloneNode(true);
  id;
  online = false;
  #since = 0;
  #channels = new Map();
  #list = this.element.querySelector(".channels");
  #availability = this.element.querySelector(".availability");
  #model = this.element.querySelector(".model");
  #agent = this.element.querySelector(".agent");

  constructor(id) {
    this.id = id;
    this.element.dataset.device = id;
    const title = this.element.querySelector("h2");
    title.textContent = id;
    title.id = "device-" + id;
    this.element.setAttribute("aria-labelledby", title.id);
  }

  /** Takes what the hub says of it now; rows that still fit stay as they are. */
  update(state) {
    this.online = state.online;
    this.#since = Date.parse(state.since);
    this.element.classList.toggle("online", state.online);
    this.element.classList.toggle("offline", !state.online);
    this.#model.textContent = [state.model, state.version && "agent " + state.version].filter(Boolean).join(" · ");
    this.#agent.textContent = concerns(state).join(" · ");
    this.#agent.hidden = !this.#agent.textContent;
    const before = this.#channels;
    this.#channels = new Map();
    for (const description of state.channels) {
      let channel = before.get(description.id);
      if (channel?.fits(description)) {
        if (description.value !== undefined) channel.show(description.value, description.time);
      } else {
        channel = new Channel(this.id, description);
      }
      channel.setOnline(state.online);
      channel.setTrouble(description.unavailable);
      this.#channels.set(description.id, channel);
    }
    this.#list.replaceChildren(...Array.from(this.#channels.values(), channel => channel.element));
  }

  value(channel, value, time) {
    this.#channels.get(channel)?.show(value, time);
  }

  tick(now) {
    const text = this.online ? "online" : `offline for ${span((now - this.#since) / 1000)}`;
    if (this.#availability.textContent !== text) this.#availability.textContent = text;
    for (const channel of this.#channels.values()) channel.tick(now);
  }

  /** Shows the card when it, or one of its channels, has those words. */
  filter(words) {
    let any = false;
    for (const channel of this.#channels.values()) {
      const fits = this.id.includes(words) || channel.matches(words);
      channel.element.hidden = !fits;
      any ||= fits;
    }
    this.element.hidden = !any && !this.id.includes(words);
  }
}

/** More readings than wait for their commit when all is well. */
const BACKLOG = 2000;

/** What people should know of a device's agent; nothing when all is well. */
function concerns({ agent, lost }) {
  const found = [];
  if (agent?.waiting > BACKLOG) {
    const room = agent.left === undefined ? "" : `, room for ${span(agent.left)}`;
    const size = valueText(agent.bytes, { unit: "B" });
    found.push(`${agent.waiting.toLocaleString()} readings wait (${size})${room}`);
  }
  if (lost > 0) found.push(`${lost.toLocaleString()} readings lost`);
  if (agent?.clockIsOff) {
    found.push(agent.clockOffset === undefined
      ? "clock not set"
      : `clock ${span(Math.abs(agent.clockOffset))} ${agent.clockOffset < 0 ? "behind" : "ahead"}`);
  }
  return found;
}
