const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** How long the batch and its links stay. */
export const keptUntil = ({ expires_at: expires }) => (expires ? `Kept until ${day.format(new Date(expires))}` : "Kept until somebody deletes it");

/** Where links in results lead, if that is not where this page came from; else null. */
export function elsewhere({ links }, here) {
  const there = new URL(links.self).origin;
  return there === here ? null : there;
}
