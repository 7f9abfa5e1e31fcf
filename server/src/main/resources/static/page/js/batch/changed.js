import { count } from "../format.js";

const WORDS = [
  ["new", "new"],
  ["changed", "changed"],
  ["unchanged", "unchanged"],
  ["gone", "gone"],
  ["failed_now", "failed now"],
  ["mended", "mended"],
];

/** A run that was cancelled is never compared. */
export const isToBeCounted = ({ status, catalogue }) => Boolean(catalogue) && !catalogue.changes && status !== "cancelled";

/** A sentence without its full stop. */
export function changesInWords({ name, changes }) {
  const run = name ? `of ${name}` : "of a catalogue that was deleted";
  if (!changes.since) return `First run ${run}`;
  const said = WORDS.filter(([field]) => changes[field] > 0).map(([field, word]) => `${count(changes[field])} ${word}`);
  return `Run ${run}, since the one before: ${said.join(", ") || "nothing"}`;
}
