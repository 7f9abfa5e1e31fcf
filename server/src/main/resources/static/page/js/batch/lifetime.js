const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

const on = (time) => day.format(new Date(time));

/** How long the batch and its links stay. */
export function keptUntil({ expires_at: expires, outputs_expire_at: outputs = expires }, now = Date.now()) {
  const kept = expires ? `Kept until ${on(expires)}` : "Kept until somebody deletes it";
  if (!outputs || outputs === expires) return kept;
  return new Date(outputs) <= now ? `${kept}; its images were removed on ${on(outputs)}` : `${kept}, its images until ${on(outputs)}`;
}

/** Where links in results lead, if that is not where this page came from; else null. */
export function elsewhere({ links }, here) {
  const there = new URL(links.self).origin;
  return there === here ? null : there;
}
