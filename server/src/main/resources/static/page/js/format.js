// Numbers, sizes and times as people read them. A unit never breaks from its number.
import { count, locale, t } from "./text.js";

export { count };

const NBSP = "\u00a0";
const written = new Map();

/** A number with so many digits after its point. */
export function fixed(n, digits) {
  if (!written.has(digits))
    written.set(digits, new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }));
  return written.get(digits).format(n);
}

const shares = [0, 1].map((digits) => new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits }));

/** A percentage. */
export const percent = (n) => shares[0].format(n / 100);

/** The number and what follows it, for a figure with a smaller sign. */
export function percentParts(n, digits) {
  const parts = shares[digits].formatToParts(n / 100);
  const at = parts.findLastIndex(({ type }) => type === "integer" || type === "fraction") + 1;
  const text = (some) => some.map(({ value }) => value).join("");
  return { number: text(parts.slice(0, at)), sign: text(parts.slice(at)) };
}

/** Three digits are enough: 14.9 kB, 183 kB, 8.29 GB. */
export function bytes(n) {
  const units = t("units").split(" ");
  let size = Math.abs(n ?? 0);
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return { number: (n < 0 ? "−" : "") + fixed(size, digits), unit: units[unit] };
}

export const size = (n) => Object.values(bytes(n)).join(NBSP);

/** What compressing saved; never a share of nothing. */
export function saved(before, after) {
  const share = before > 0 ? Math.round(100 - (100 * after) / before) : 0;
  return { bytes: before - after, share, text: percent(share) };
}

/** 1 min 28 s, 45 s, 2 h 5 min. */
export function duration(seconds) {
  if (seconds < 1) return t("time.s", { n: fixed(Math.max(0.1, seconds), 1) });
  const s = Math.round(seconds);
  if (s < 60) return t("time.s", { n: s });
  const m = Math.floor(s / 60);
  if (m < 60) return t("time.min", { n: m }) + (s % 60 ? ` ${t("time.s", { n: s % 60 })}` : "");
  const h = Math.floor(m / 60);
  if (h < 48) return t("time.h", { n: h }) + (m % 60 ? ` ${t("time.min", { n: m % 60 })}` : "");
  return t("time.days", { n: Math.round(h / 24) });
}

/** 41 ms, 5.5 s. */
export const shortTime = (ms) => (ms < 1000 ? t("time.ms", { n: ms }) : ms < 10_000 ? t("time.s", { n: fixed(ms / 1000, 1) }) : duration(ms / 1000));

const at = (options) => {
  const format = new Intl.DateTimeFormat(locale, options);
  return (when) => format.format(new Date(when));
};
export const clock = at({ hour: "2-digit", minute: "2-digit" });
export const exactClock = at({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const wholeDate = at({ dateStyle: "medium", timeStyle: "medium" });
/** 27 December 2026. */
export const wholeDay = at({ day: "numeric", month: "long", year: "numeric" });
const dayOfYear = at({ day: "numeric", month: "short" });
const dayAndYear = at({ day: "numeric", month: "short", year: "numeric" });

/** 2 min ago, Today, 09:12, Yesterday, 17 Nov. */
export function age(when, now = Date.now()) {
  const then = new Date(when);
  const minutes = Math.floor((now - then) / 60000);
  if (minutes < 1) return t("ago.now");
  if (minutes < 60) return t("ago.min", { n: minutes });
  if (minutes < 180) return t("ago.h", { n: Math.floor(minutes / 60) });
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (then >= midnight) return t("ago.today", { time: clock(then) });
  if (then >= midnight - 86400000) return t("ago.yesterday");
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
