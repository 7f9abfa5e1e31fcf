const EVERY = { m: "minutes", h: "hours", d: "days" };

/** When a list is fetched, as a sentence without its full stop. */
export function timesInWords({ source_url: source, schedule, time_zone: zone, paused }) {
  if (!source) return "Comes with its uploads";
  if (!schedule) return "Fetched when somebody asks for it";
  const said = often(schedule) ?? `at ${schedule} (${zone})`;
  return paused ? `Paused; fetched ${said} otherwise` : `Fetched ${said}`;
}

function often(schedule) {
  const every = /^(\d+)([mhd])$/.exec(schedule);
  if (!every) return null;
  const [, n, unit] = every;
  return n === "1" ? `every ${EVERY[unit].slice(0, -1)}` : `every ${n} ${EVERY[unit]}`;
}

/** What the form offers. A time of night is the reader's own. */
export const OFTEN = [
  ["", "When I ask for it"],
  ["1h", "Every hour"],
  ["24h", "Every 24 hours"],
  ["30 3 * * *", "Every night at 3:30"],
];
