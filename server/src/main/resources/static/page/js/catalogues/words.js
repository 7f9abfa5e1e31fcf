import { t } from "../text.js";

const EVERY = { m: "every.minutes", h: "every.hours", d: "every.days" };

/** When a list is fetched, as a sentence without its full stop. */
export function timesInWords({ source_url: source, schedule, time_zone: zone, paused }) {
  if (!source) return t("fetched.with_uploads");
  if (!schedule) return t("fetched.on_demand");
  const when = often(schedule) ?? t("every.cron", { schedule, zone });
  return t(paused ? "fetched.paused" : "fetched.when", { when });
}

function often(schedule) {
  const every = /^(\d+)([mhd])$/.exec(schedule);
  if (!every) return null;
  const [, n, unit] = every;
  return t(EVERY[unit], { n: Number(n) });
}

/** What the form offers. A time of night is the reader's own. */
export const OFTEN = [
  ["", t("often.on_demand")],
  ["1h", t("often.hour")],
  ["24h", t("often.day")],
  ["30 3 * * *", t("often.night")],
];
