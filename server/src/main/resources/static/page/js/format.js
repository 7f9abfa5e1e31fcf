// Numbers, sizes and times as people read them. A unit never breaks from its number.
const NBSP = "\u00a0";
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

export const count = (n) => whole.format(n ?? 0);
export const plural = (n, word, more = `${word}s`) => `${count(n)} ${n === 1 ? word : more}`;

/** Three digits are enough: 14.9 kB, 183 kB, 8.29 GB. */
export function bytes(n) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let size = Math.abs(n ?? 0);
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return { number: (n < 0 ? "−" : "") + size.toFixed(digits), unit: units[unit] };
}

export const size = (n) => Object.values(bytes(n)).join(NBSP);

/** What compressing saved; never a share of nothing. */
export function saved(before, after) {
  const share = before > 0 ? Math.round(100 - (100 * after) / before) : 0;
  return { bytes: before - after, share, text: `${share}%` };
}

/** 1 min 28 s, 45 s, 2 h 5 min. */
export function duration(seconds) {
  if (seconds < 1) return `${Math.max(0.1, seconds).toFixed(1)}${NBSP}s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s}${NBSP}s`;
  const m = Math.floor(s / 60);
  if (m < 60) return `${m}${NBSP}min` + (s % 60 ? ` ${s % 60}${NBSP}s` : "");
  const h = Math.floor(m / 60);
  if (h < 48) return `${h}${NBSP}h` + (m % 60 ? ` ${m % 60}${NBSP}min` : "");
  return `${Math.round(h / 24)}${NBSP}days`;
}

/** 41 ms, 5.5 s. */
export const shortTime = (ms) => (ms < 1000 ? `${ms}${NBSP}ms` : ms < 10_000 ? `${(ms / 1000).toFixed(1)}${NBSP}s` : duration(ms / 1000));

const at = (options) => {
  const written = new Intl.DateTimeFormat("en-GB", options);
  return (when) => written.format(new Date(when));
};
export const clock = at({ hour: "2-digit", minute: "2-digit" });
export const exactClock = at({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const wholeDate = at({ dateStyle: "medium", timeStyle: "medium" });
const dayOfYear = at({ day: "numeric", month: "short" });
const dayAndYear = at({ day: "numeric", month: "short", year: "numeric" });

/** 2 min ago, Today, 09:12, Yesterday, 17 Nov. */
export function age(when, now = Date.now()) {
  const then = new Date(when);
  const minutes = Math.floor((now - then) / 60000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes}${NBSP}min ago`;
  if (minutes < 180) return `${Math.floor(minutes / 60)}${NBSP}h ago`;
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (then >= midnight) return `Today, ${clock(then)}`;
  if (then >= midnight - 86400000) return "Yesterday";
  return then.getFullYear() === new Date(now).getFullYear() ? dayOfYear(then) : dayAndYear(then);
}

/** A moment that may not be today. */
export const moment = (when, now = Date.now()) => (new Date(when).toDateString() === new Date(now).toDateString() ? exactClock(when) : wholeDate(when));

export const shortId = (id) => (id.length > 14 ? id.slice(0, 13) : id);

/** The part of a URL that tells pictures of one shop apart. */
export function fileName(url) {
  try {
    return decodeURIComponent(new URL(url).pathname.split("/").pop()) || url;
  } catch {
    return url;
  }
}
