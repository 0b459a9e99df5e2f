// How values, units and times are shown to people.

const SYMBOLS = {
  Cel: "°C", "%RH": "%", "%EL": "%", lx: "lx", Ohm: "Ω", count: "", "m3": "m³", "m2": "m²", "m/s2": "m/s²", "m3/s": "m³/s",
  "W/m2": "W/m²", deg: "°", lat: "°", lon: "°", "1/s": "/s", "1/min": "/min", "event/s": "/s", "event/min": "/min",
};
const BINARY = ["", "Ki", "Mi", "Gi", "Ti"];

const WORDS = {
  door: ["closed", "open"], window: ["closed", "open"], contact: ["closed", "open"], valve: ["closed", "open"],
  motion: ["still", "motion"], occupancy: ["free", "occupied"], moisture: ["dry", "wet"], smoke: ["clear", "smoke"],
  button: ["released", "pressed"],
};

/** Returns the value's text and its unit's, for a channel of that description. */
export function formatValue(value, { unit, quantity }) {
  if (value === undefined || value === null) return { text: "–", unit: "" };
  if (typeof value === "boolean") return { text: (WORDS[quantity] ?? ["off", "on"])[Number(value)], unit: "" };
  if (typeof value === "string") return { text: value, unit: "" };
  switch (unit) {
    case "/": return { text: number(value * 100), unit: "%" };
    case "Pa": return Math.abs(value) >= 10000 ? { text: number(value / 100), unit: "hPa" } : { text: number(value), unit };
    case "s": return value >= 120 ? { text: duration(value), unit: "" } : { text: number(value), unit };
    case "B":
    case "B/s": return binary(value, unit);
    default: return { text: number(value), unit: SYMBOLS[unit] ?? unit };
  }
}

/** As one text. */
export function valueText(value, description) {
  const shown = formatValue(value, description);
  return shown.unit ? `${shown.text} ${shown.unit}` : shown.text;
}

function number(value) {
  const size = Math.abs(value);
  const digits = size >= 10000 ? 0 : size >= 100 ? 1 : size >= 1 || size === 0 ? 2 : 4;
  return value.toLocaleString(undefined, { maximumFractionDigits: digits });
}

function binary(value, unit) {
  let power = 0;
  while (Math.abs(value) >= 1024 && power < BINARY.length - 1) {
    value /= 1024;
    power++;
  }
  return { text: number(value), unit: BINARY[power] + unit };
}

/** The two largest parts of a number of seconds: "3 d 4 h". */
export function duration(seconds) {
  const parts = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  let rest = Math.max(0, Math.floor(seconds));
  const shown = [];
  for (const [name, length] of parts) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 || shown.length > 0) shown.push([count, name]);
    if (shown.length === 2) break;
  }
  const told = shown.filter(([count]) => count > 0);
  return told.length === 0 ? "0 s" : told.map(([count, name]) => `${count} ${name}`).join(" ");
}

/** A length of time in one part: "12 s", "5 min". */
export function span(seconds) {
  if (seconds < 60) return `${Math.max(0, Math.floor(seconds))} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

export function ago(seconds) {
  return seconds < 2 ? "now" : `${span(seconds)} ago`;
}

export function clockTime(date) {
  return date.toLocaleTimeString();
}

/** An id as words: "climate-temperature" → "climate temperature". */
export function words(id) {
  return id.replaceAll("-", " ");
}
