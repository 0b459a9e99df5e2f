// Fetches a channel's history from the hub, a few requests at a time.

const MOST_AT_ONCE = 3;
const waiting = [];
let running = 0;

/** Points {time, value, min?, max?} of the last `seconds`, oldest first; at most about `most` of them for numbers. */
export async function history(device, channel, type, seconds, most) {
  const path = `/api/v1/devices/${device}/channels/${channel}/history?from=-${seconds}s`;
  if (type === "number") {
    const every = Math.max(1, Math.ceil(seconds / most));
    const body = await json(`${path}&every=${every}s`);
    return body.buckets.map(bucket => ({
      // In the middle of what it stands for.
      time: Date.parse(bucket.time) + every * 500,
      value: bucket.mean ?? bucket.last,
      min: bucket.min,
      max: bucket.max,
    }));
  }
  const body = await json(`${path}&limit=1000`);
  return body.points.map(point => ({ time: Date.parse(point.time), value: point.value }));
}

async function json(url) {
  if (running >= MOST_AT_ONCE) await new Promise(resolve => waiting.push(resolve));
  running++;
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.detail ?? `the hub answers ${answer.status}`);
    return body;
  } finally {
    running--;
    waiting.shift()?.();
  }
}
