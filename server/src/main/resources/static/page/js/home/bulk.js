import { cancelBatch, deleteBatch } from "../api.js";
import { count, plural, size } from "../format.js";
import { html, nothing } from "../html.js";
import { ask } from "../ui/ask.js";
import { icon } from "../ui/icons.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { hasEnded } from "../words.js";

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
    if (went) notify({ tone: "good", icon: "done", title: `${plural(went, "batch", "batches")} ${done}.`, text: "", seconds: 4 });
    reload();
  }

  async function cancelThem() {
    const list = chosen().filter((batch) => !hasEnded(batch));
    const waiting = list.reduce((sum, { counts }) => sum + counts.total - counts.processed, 0);
    const text = `What is stored stays. ${plural(waiting, "image")} still waiting will not be fetched.`;
    if (await ask({ title: `Cancel ${plural(list.length, "batch", "batches")}?`, text, yes: "Cancel them", no: "Keep going" }))
      all(cancelBatch, list, "cancelled");
  }

  async function deleteThem() {
    const list = chosen();
    const stored = list.reduce((sum, { counts }) => sum + counts.stored, 0);
    const weight = list.reduce((sum, batch) => sum + batch.bytes_out, 0);
    const text = `This removes ${plural(stored, "stored image")} (${size(weight)}) and their links stop working. It cannot be undone.`;
    if (await ask({ title: `Delete ${plural(list.length, "batch", "batches")}?`, text, yes: "Delete", no: "Keep them" })) all(deleteBatch, list, "deleted");
  }

  return {
    box: (batch) =>
      html`<input class="pick" type="checkbox" aria-label="Select ${batch.name}" .checked=${picked.has(batch.id)} @change=${(e) => tick(batch.id, e.target.checked)}>`,
    all: () =>
      html`<input class="pick" type="checkbox" aria-label="Select all batches" .checked=${batches().length > 0 && picked.size === batches().length} .indeterminate=${picked.size > 0 && picked.size < batches().length} @change=${(e) => tickAll(e.target.checked)}>`,
    view() {
      if (!picked.size) return nothing;
      const running = chosen().some((batch) => !hasEnded(batch));
      return html`<div class="bulk"><b role="status">${count(picked.size)} selected</b><span class="end"></span>
        <button class="btn slim" type="button" ?disabled=${!running} @click=${cancelThem}>${icon("failed")}Cancel</button>
        <button class="btn slim danger" type="button" @click=${deleteThem}>${icon("trash")}Delete</button></div>`;
    },
  };
}
