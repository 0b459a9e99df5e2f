// One channel's row in its device's card.

import { Control } from "./control.js";
import { showHistory } from "./dialog.js";
import { ago, formatValue, words } from "./format.js";
import { Spark } from "./spark.js";

const template = document.getElementById("channel-template");
const OLD_AFTER = 120;

export class Channel {
  element = template.content.firstElementChild.cloneNode(true);
  id;
  #description;
  #value = this.element.querySelector(".value");
  #unit = this.element.querySelector(".unit");
  #age = this.element.querySelector(".age");
  #trouble = this.element.querySelector(".trouble");
  #spark;
  #control;
  #time;

  constructor(device, description) {
    this.id = description.id;
    this.#description = description;
    this.element.dataset.channel = description.id;
    const name = this.element.querySelector(".name");
    name.textContent = words(description.id);
    name.title = description.quantity;
    const spark = this.element.querySelector(".spark");
    spark.setAttribute("aria-label", `History of ${words(description.id)}`);
    spark.onclick = () => showHistory(device, description);
    if (description.type === "text") {
      this.element.classList.add("text");
      spark.textContent = "history";
    } else {
      this.#spark = new Spark(spark, device, description);
    }
    if (description.kind === "actuator") {
      this.#control = new Control(device, description);
      this.#control.show(undefined);
      this.element.append(this.#control.element);
    }
    if (description.value !== undefined) this.show(description.value, description.time);
  }

  /** Whether it can stand for that description too, which may have come with a newer value. */
  fits(description) {
    return ["kind", "type", "quantity", "unit"].every(key => description[key] === this.#description[key])
      && JSON.stringify(description.range) === JSON.stringify(this.#description.range);
  }

  show(value, time) {
    const shown = formatValue(value, this.#description);
    this.#value.textContent = shown.text;
    this.#value.value = value;
    this.#unit.textContent = shown.unit;
    this.#time = Date.parse(time);
    this.#spark?.add(this.#time, value);
    this.#control?.show(value);
  }

  /** Says why it gives no values, or with nothing that it does. */
  setTrouble(reason) {
    this.element.classList.toggle("unavailable", Boolean(reason));
    this.#trouble.textContent = reason ? "unavailable: " + reason : "";
    this.#trouble.hidden = !reason;
  }

  setOnline(online) {
    this.#control?.setOnline(online);
  }

  /** Shows how old the value is at that time, by the hub's clock. */
  tick(now) {
    if (this.#time === undefined) return;
    const age = (now - this.#time) / 1000;
    const text = ago(age);
    if (this.#age.textContent !== text) {
      this.#age.textContent = text;
      this.#age.classList.toggle("old", age > OLD_AFTER);
    }
  }

  matches(words) {
    return this.id.includes(words) || this.#description.quantity.includes(words);
  }
}
