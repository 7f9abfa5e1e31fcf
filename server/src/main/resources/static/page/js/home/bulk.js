import { cancelBatch, deleteBatch } from "../api.js";
import { size } from "../format.js";
import { html, nothing } from "../html.js";
import { ask } from "../ui/ask.js";
import { icon } from "../ui/icons.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { hasEnded } from "../words.js";
import { sentences, t } from "../text.js";

/** Ticked batches, and what can be done to all of them at once. */
export function bulk(picked, batches, reload, redraw) {
  const chosen = () => batches().filter((batch) => picked.has(batch.id));
  const tick = (id, on) => {
    on ? picked.add(id) : picked.delete(id);
    redraw();
  };
  const tickAll = (on) => {
    for (const { id } of batches()) on ? picked.add(id) : picked.delete(id);
    redraw();
  };

  async function all(work, list, done) {
    let went = 0;
    for (const batch of list) {
      try {
        await work(batch.id);
        picked.delete(batch.id);
        went++;
      } catch (error) {
        notifyProblem(error, `${batch.name}:`);
      }
    }
    if (went) notify({ tone: "good", icon: "done", title: t(done, { n: went }), text: "", seconds: 4 });
    reload();
  }

  async function cancelThem() {
    const list = chosen().filter((batch) => !hasEnded(batch));
    const waiting = list.reduce((sum, { counts }) => sum + counts.total - counts.processed, 0);
    const text = sentences(t("bulk.stays"), t("bulk.waiting", { n: waiting }));
    if (await ask({ title: t("bulk.cancel", { n: list.length }), text, yes: t("bulk.cancel_yes"), no: t("cancel.no") }))
      all(cancelBatch, list, "bulk.cancelled");
  }

  async function deleteThem() {
    const list = chosen();
    const stored = list.reduce((sum, { counts }) => sum + counts.stored, 0);
    const weight = list.reduce((sum, batch) => sum + batch.bytes_out, 0);
    const text = sentences(t("delete.removes", { n: stored, size: size(weight) }), t("delete.for_good"));
    if (await ask({ title: t("bulk.delete", { n: list.length }), text, yes: t("delete"), no: t("bulk.delete_no") })) all(deleteBatch, list, "bulk.deleted");
  }

  return {
    box: (batch) =>
      html`<input class="pick" type="checkbox" aria-label=${t("bulk.pick", { name: batch.name })} .checked=${picked.has(batch.id)} @change=${(e) => tick(batch.id, e.target.checked)}>`,
    all: () =>
      html`<input class="pick" type="checkbox" aria-label=${t("bulk.pick_all")} .checked=${batches().length > 0 && picked.size === batches().length} .indeterminate=${picked.size > 0 && picked.size < batches().length} @change=${(e) => tickAll(e.target.checked)}>`,
    view() {
      if (!picked.size) return nothing;
      const running = chosen().some((batch) => !hasEnded(batch));
      return html`<div class="bulk"><b role="status">${t("bulk.picked", { n: picked.size })}</b><span class="end"></span>
        <button class="btn slim" type="button" ?disabled=${!running} @click=${cancelThem}>${icon("failed")}${t("cancel")}</button>
        <button class="btn slim danger" type="button" @click=${deleteThem}>${icon("trash")}${t("delete")}</button></div>`;
    },
  };
}
