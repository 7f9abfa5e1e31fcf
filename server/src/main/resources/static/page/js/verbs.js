// What can be done to a batch, wherever its button stands. What cannot be taken back asks first.
import { cancelBatch, deleteBatch, pauseBatch, resumeBatch, retryBatch, setPriority } from "./api.js";
import { count, plural, size } from "./format.js";
import { ask } from "./ui/ask.js";
import { notifyProblem } from "./ui/notices.js";
import { hasEnded } from "./words.js";

async function attempt(call, changed, complaint) {
  try {
    changed(await call());
    return true;
  } catch (error) {
    notifyProblem(error, complaint);
    return false;
  }
}

export const pause = (batch, changed) => attempt(() => pauseBatch(batch.id), changed, "The batch could not be paused.");
export const resume = (batch, changed) => attempt(() => resumeBatch(batch.id), changed, "The batch could not go on.");
export const retry = (batch, changed, codes) => attempt(() => retryBatch(batch.id, codes), changed, "The failed images could not be tried again.");
/** Of a batch that was cancelled: what had no turn. */
export const fetchRest = (batch, changed) => attempt(() => retryBatch(batch.id, ["cancelled"]), changed, "The rest could not be fetched.");
export const prioritise = (batch, priority, changed) => attempt(() => setPriority(batch.id, priority), changed, "The priority could not be changed.");

export async function cancel(batch, changed) {
  const { stored, total, processed } = batch.counts;
  const text = `The ${plural(stored, "stored image")} ${stored === 1 ? "stays" : "stay"}. The ${count(total - processed)} still waiting will not be fetched.`;
  if (!(await ask({ title: "Cancel this batch?", text, yes: "Cancel the batch", no: "Keep going" }))) return false;
  return attempt(() => cancelBatch(batch.id), changed, "The batch could not be cancelled.");
}

export async function remove(batch, gone) {
  const { stored } = batch.counts;
  const stops = hasEnded(batch) ? "" : "The batch stops. ";
  const text = stored
    ? `${stops}This removes ${plural(stored, "stored image")} (${size(batch.bytes_out)}) and their links stop working. It cannot be undone.`
    : `${stops}It has no stored images. It cannot be undone.`;
  if (!(await ask({ title: `Delete ${batch.name}?`, text, yes: "Delete", no: "Keep it" }))) return false;
  return attempt(() => deleteBatch(batch.id), gone, "The batch could not be deleted.");
}
