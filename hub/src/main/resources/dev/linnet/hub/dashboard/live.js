// The WebSocket that brings the live state: connects, notices silence, reconnects with back-off and jitter.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const STABLE_AFTER = 10000;
// The hub says something at least every 15 s.
const SILENCE = 40000;

export class LiveConnection {
  #onMessage;
  #onState;
  #socket;
  #failures = 0;
  #opened = 0;
  #heard = 0;
  #timer;

  /** onState hears {connected: true} or {connected: false, retryAt: time in ms}. */
  constructor(onMessage, onState) {
    this.#onMessage = onMessage;
    this.#onState = onState;
    setInterval(() => this.#watch(), 5000);
    addEventListener("online", () => this.retry());
  }

  start() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    this.#socket = socket;
    this.#heard = Date.now();
    socket.onopen = () => { this.#opened = Date.now(); };
    socket.onmessage = event => {
      if (socket !== this.#socket) return;
      this.#heard = Date.now();
      const message = JSON.parse(event.data);
      if (message.type === "hello") this.#onState({ connected: true });
      this.#onMessage(message);
    };
    socket.onclose = () => { if (socket === this.#socket) this.#lost(); };
  }

  /** Tries at once, if it is waiting to. */
  retry() {
    if (!this.#socket) this.start();
  }

  #watch() {
    if (this.#socket && Date.now() - this.#heard > SILENCE) {
      const silent = this.#socket;
      this.#lost();
      silent.close();
    }
  }

  #lost() {
    this.#socket = undefined;
    if (this.#opened && Date.now() - this.#opened > STABLE_AFTER) this.#failures = 0;
    this.#opened = 0;
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures++);
    const wait = longest * (0.5 + Math.random() / 2);
    this.#onState({ connected: false, retryAt: Date.now() + wait });
    this.#timer = setTimeout(() => this.#again(), wait);
  }

  async #again() {
    // A browser does not tell why a WebSocket was refused; an ordinary request does.
    try {
      const answer = await fetch("/", { method: "HEAD", cache: "no-store", headers: { Accept: "text/html" } });
      if (answer.status === 401) {
        location.reload();
        return;
      }
    } catch {
      // The hub is away: the next try will show the same.
    }
    this.retry();
  }
}
