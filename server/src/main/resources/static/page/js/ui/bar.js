import { html, nothing } from "../html.js";
import { styled } from "./styled.js";
import { t } from "../text.js";

/** Stored, failed, waiting; a share that is not zero can always be seen. */
export const bar = (counts, look = "") => html`
  <div class="bar ${look}" role="img" aria-label=${t("bar", { stored: counts.stored, failed: counts.failed, waiting: counts.total - counts.stored - counts.failed })}>${parts(counts)}</div>`;

export const progressBar = (counts) => html`
  <div class="bar" role="progressbar" aria-label=${t("progress")} aria-valuemin="0" aria-valuemax=${counts.total} aria-valuenow=${counts.processed}
    aria-valuetext=${t("bar.progress", { done: counts.processed, total: counts.total, failed: counts.failed })}>${parts(counts)}</div>`;

// Both parts begin at the left edge, stored over failed: a bar that only gets wider never counts as a layout shift.
function parts({ total, stored, failed }) {
  const share = (n) => `${(100 * n) / Math.max(total, 1)}%`;
  const kept = (n) => (n > 0 ? "5px" : "0px");
  const waiting = total - stored - failed;
  const s = `max(3px, min(${share(stored)}, 100% - ${kept(failed)} - ${kept(waiting)}))`;
  const f = `min(max(${share(stored + failed)}, ${share(stored)} + 5px), 100% - ${kept(waiting)})`;
  return html`${failed ? html`<span class="f" ${styled("width", f)}></span>` : nothing}${stored ? html`<span class="s ${failed ? "gap" : ""}" ${styled("width", s)}></span>` : nothing}`;
}

/** Two weights against each other. */
export const weigh = (before, after, sizeOf) => html`
  <div class="weigh">
    <span class="muted">${t("before")}</span><div class="bar thin">${before > 0 ? html`<span class="was" ${styled("width", "100%")}></span>` : nothing}</div><span>${sizeOf(before)}</span>
    <span class="muted">${t("after")}</span><div class="bar thin">${before > 0 ? html`<span class="s" ${styled("width", `max(3px, ${Math.min(100, (100 * after) / before)}%)`)}></span>` : nothing}</div><b>${sizeOf(after)}</b>
  </div>`;
