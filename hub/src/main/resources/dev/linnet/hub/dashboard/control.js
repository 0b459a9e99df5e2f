// What sets an actuator: a switch, a number or a text, and how the last command ended.

import { send } from "./command.js";
import { clockTime, valueText, words } from "./format.js";

export class Control {
  element = document.createElement("div");
  #device;
  #description;
  #outcome = document.createElement("output");
  #input;
  #button;
  #pending = false;
  #online = false;

  constructor(device, description) {
    this.#device = device;
    this.#description = description;
    this.element.className = "control";
    this.#outcome.className = "outcome";
    this.element.append(this.#outcome, description.type === "boolean" ? this.#switch() : this.#form());
  }

  /** Shows what the hardware says; never what was merely asked for. */
  show(value) {
    if (this.#description.type === "boolean") {
      this.#button.setAttribute("aria-checked", value === undefined ? "mixed" : String(value));
    } else if (value !== undefined && document.activeElement !== this.#input && !this.#pending) {
      this.#input.value = value;
    }
  }

  setOnline(online) {
    this.#online = online;
    this.#enable();
  }

  #switch() {
    this.#button = document.createElement("button");
    this.#button.type = "button";
    this.#button.className = "switch";
    this.#button.setAttribute("role", "switch");
    this.#button.setAttribute("aria-label", words(this.#description.id));
    this.#button.onclick = () => this.#set(this.#button.getAttribute("aria-checked") !== "true");
    return this.#button;
  }

  #form() {
    const form = document.createElement("form");
    const range = this.#description.range;
    this.#input = document.createElement("input");
    this.#input.required = true;
    this.#input.setAttribute("aria-label", words(this.#description.id));
    if (this.#description.type === "number") {
      this.#input.type = "number";
      this.#input.step = "any";
      if (range) {
        this.#input.min = range.min;
        this.#input.max = range.max;
        const hint = document.createElement("span");
        hint.className = "range";
        hint.textContent = `${range.min} to ${range.max}`;
        form.append(hint);
      }
    } else {
      this.#input.maxLength = 1024;
    }
    this.#button = document.createElement("button");
    this.#button.textContent = "Set";
    form.append(this.#input, this.#button);
    form.onsubmit = event => {
      event.preventDefault();
      this.#set(this.#description.type === "number" ? this.#input.valueAsNumber : this.#input.value);
    };
    return form;
  }

  async #set(value) {
    if (this.#pending) return;
    this.#pending = true;
    this.#enable();
    const wanted = valueText(value, this.#description);
    this.#tell("pending", `setting ${wanted} …`);
    const end = await send(this.#device, this.#description.id, value);
    this.#pending = false;
    this.#enable();
    const at = clockTime(new Date());
    if (end.status === "done") {
      this.#tell("done", `done at ${at}: ${valueText(end.value, this.#description)}`);
    } else if (end.status === "unknown") {
      this.#tell("unknown", `setting ${wanted}: ${end.reason}`);
    } else {
      this.#tell(end.status, `setting ${wanted} ${end.status} at ${at}${end.reason ? ": " + end.reason : ""}`);
    }
  }

  #enable() {
    this.#button.disabled = this.#pending || !this.#online;
    this.#button.title = this.#online ? "" : "the device is offline";
  }

  #tell(status, text) {
    this.#outcome.className = "outcome " + status;
    this.#outcome.textContent = text;
  }
}
