import { list, t } from "../text.js";

const FIELDS = ["new", "changed", "unchanged", "gone", "failed_now", "mended"];

/** A run that was cancelled is never compared. */
export const isToBeCounted = ({ status, catalogue }) => Boolean(catalogue) && !catalogue.changes && status !== "cancelled";

/** A sentence without its full stop. */
export function changesInWords({ name, changes }) {
  const known = name ? "named" : "deleted";
  if (!changes.since) return t(`changes.first_${known}`, { name });
  return t(`changes.${known}`, { name, all: countsInWords(changes) });
}

/** `3 changed, 97 unchanged`. */
export const countsInWords = (changes) =>
  list(FIELDS.filter((field) => changes[field] > 0).map((field) => t(`changed.${field}`, { n: changes[field] }))) || t("changes.nothing");
