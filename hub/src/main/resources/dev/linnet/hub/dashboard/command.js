// Sends a command and follows it to its one end.

const TTL = 10000;
const RETRY = 1000;

/**
 * Sends it and returns how it ended: {status, value?, reason?}, status one of done, failed, rejected, expired; or unknown
 * when the hub could not be asked for as long as the command could still have been done.
 */
export async function send(device, channel, value) {
  const id = newId();
  const deadline = Date.now() + TTL;
  // The same id twice is one command, so asking again after a lost answer switches nothing twice.
  for (let left = TTL; left > 0; left = deadline - Date.now()) {
    const outcome = await attempt(device, channel, { id, value, ttl: `${left}ms` });
    if (outcome) return outcome;
    await new Promise(resolve => setTimeout(resolve, RETRY));
  }
  return {
    status: "unknown",
    reason: "the hub did not answer. The command will not be done later; look at the value to see whether it was.",
  };
}

/** The result, or undefined when there is none yet. */
async function attempt(device, channel, body) {
  try {
    const answer = await fetch(`/api/v1/devices/${device}/channels/${channel}/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    const result = await answer.json();
    if (answer.status === 200) return result;
    if (answer.status === 202 || answer.status === 429 || answer.status >= 500) return undefined;
    return { status: "rejected", reason: result.detail ?? result.title ?? `the hub answers ${answer.status}` };
  } catch {
    return undefined;
  }
}

function newId() {
  // Not randomUUID(): a browser offers it over TLS only, and many hubs are reached without.
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return "web-" + Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
