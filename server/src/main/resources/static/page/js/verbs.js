// What can be done to a batch, wherever its button stands. What cannot be taken back asks first.
import { cancelBatch, deleteBatch, getImages, pauseBatch, resumeBatch, retryBatch, setPriority } from "./api.js";
import { draftOf } from "./draft.js";
import { size } from "./format.js";
import { go } from "./router.js";
import { ask } from "./ui/ask.js";
import { notifyProblem } from "./ui/notices.js";
import { hasEnded } from "./words.js";
import { sentences, t } from "./text.js";

async function attempt(call, changed, complaint) {
  try {
    changed(await call());
    return true;
  } catch (error) {
    notifyProblem(error, complaint);
    return false;
  }
}

export const pause = (batch, changed) => attempt(() => pauseBatch(batch.id), changed, t("pause.failed"));
export const resume = (batch, changed) => attempt(() => resumeBatch(batch.id), changed, t("resume.failed"));
export const retry = (batch, changed, codes) => attempt(() => retryBatch(batch.id, codes), changed, t("retry.failed"));
/** Fetches the images of a cancelled batch that had no turn. */
export const fetchRest = (batch, changed) => attempt(() => retryBatch(batch.id, ["cancelled"]), changed, t("rest.failed"));
export const prioritise = (batch, priority, changed) => attempt(() => setPriority(batch.id, priority), changed, t("priority.failed"));

export async function cancel(batch, changed) {
  const { stored, total, processed } = batch.counts;
  const text = sentences(t("cancel.stays", { n: stored }), t("cancel.waiting", { n: total - processed }));
  if (!(await ask({ title: t("cancel.ask"), text, yes: t("cancel.yes"), no: t("cancel.no") }))) return false;
  return attempt(() => cancelBatch(batch.id), changed, t("cancel.failed"));
}

export async function remove(batch, gone) {
  const { stored } = batch.counts;
  const stops = hasEnded(batch) ? "" : t("delete.stops");
  const removes = stored ? t("delete.removes", { n: stored, size: size(batch.bytes_out) }) : t("delete.nothing");
  const text = sentences(stops, removes, t("delete.for_good"));
  if (!(await ask({ title: t("delete.ask", { name: batch.name }), text, yes: t("delete"), no: t("delete.no") }))) return false;
  return attempt(() => deleteBatch(batch.id), gone, t("delete.failed"));
}

/** The same rows with another recipe, which is chosen first. */
export async function again(batch) {
  try {
    const { data } = await getImages(batch.id, { limit: 1 });
    draftOf(batch, data[0]?.url);
    go("/preview");
  } catch (error) {
    notifyProblem(error, t("again.failed"));
  }
}
