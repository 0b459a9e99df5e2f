// The last hour of a channel as a small line.

import { history } from "./history.js";

const SECONDS = 3600;
const POINTS = 60;
const WIDTH = 120;
const HEIGHT = 32;

/** Draws into the svg of `button`, once it has been seen; `add` takes live values. */
export class Spark {
  #points = [];
  #line;
  #area;
  #steps;
  #redraw = false;

  constructor(button, device, description) {
    this.#line = button.querySelector(".line");
    // What is set stays so until it is set anew; what is measured moves on the way to the next reading.
    this.#steps = description.type === "boolean" || description.kind === "actuator";
    this.#area = button.querySelector(".area");
    const seen = new IntersectionObserver(entries => {
      if (entries.some(entry => entry.isIntersecting)) {
        seen.disconnect();
        this.#load(device, description);
      }
    });
    seen.observe(button);
  }

  add(time, value) {
    const last = this.#points.at(-1);
    if (last && time < last.time) return;
    // Switches keep every edge; of numbers a point each few seconds is all that can be seen.
    if (last && typeof value === "number" && this.#points.length > 1
        && time - this.#points.at(-2).time < SECONDS * 1000 / (4 * POINTS)) {
      this.#points.pop();
    }
    this.#points.push({ time, value });
    this.#later();
  }

  async #load(device, description) {
    try {
      const past = await history(device, description.id, description.type, SECONDS, POINTS);
      const since = this.#points[0]?.time ?? Infinity;
      this.#points = past.filter(point => point.time < since).concat(this.#points);
      this.#later();
    } catch {
      // The line begins now, then; the chart, when asked for, says what is wrong.
    }
  }

  #later() {
    if (this.#redraw) return;
    this.#redraw = true;
    requestAnimationFrame(() => {
      this.#redraw = false;
      this.#draw();
    });
  }

  #draw() {
    const end = Math.max(Date.now(), this.#points.at(-1)?.time ?? 0);
    const begin = end - SECONDS * 1000;
    while (this.#points.length > 2 && this.#points[1].time < begin) this.#points.shift();
    if (this.#points.length === 0) return;
    const binary = typeof this.#points[0].value === "boolean";
    const values = this.#points.map(point => Number(point.value));
    let low = binary ? 0 : Math.min(...values);
    let high = binary ? 1 : Math.max(...values);
    const room = (high - low) * 0.1 || Math.max(1e-9, Math.abs(high) * 0.01, 0.05);
    low -= room;
    high += room;
    const x = time => Math.max(0, (time - begin) / (end - begin)) * WIDTH;
    const y = value => HEIGHT - (value - low) / (high - low) * HEIGHT;
    let path = `M${x(this.#points[0].time).toFixed(1)} ${y(values[0]).toFixed(1)}`;
    for (let i = 1; i < values.length; i++) {
      if (this.#steps) path += `H${x(this.#points[i].time).toFixed(1)}`;
      path += `L${x(this.#points[i].time).toFixed(1)} ${y(values[i]).toFixed(1)}`;
    }
    path += `H${WIDTH}`;
    this.#line.setAttribute("d", path);
    this.#area.setAttribute("d", `${path}V${HEIGHT}H${x(this.#points[0].time).toFixed(1)}Z`);
  }
}
