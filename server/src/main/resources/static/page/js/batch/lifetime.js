import { wholeDay } from "../format.js";
import { t } from "../text.js";

/** How long the batch and its links stay. */
export function keptUntil({ expires_at: expires, outputs_expire_at: outputs = expires }, now = Date.now()) {
  const kept = expires ? t("kept.until", { day: wholeDay(expires) }) : t("kept");
  if (!outputs || outputs === expires) return kept;
  return t(new Date(outputs) <= now ? "kept.images_gone" : "kept.images_until", { kept, day: wholeDay(outputs) });
}

/** Where links in results lead, if that is not where this page came from; else null. */
export function elsewhere({ links }, here) {
  const there = new URL(links.self).origin;
  return there === here ? null : there;
}
