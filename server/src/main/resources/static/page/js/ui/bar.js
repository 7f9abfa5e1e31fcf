import { count } from "../format.js";
import { html, nothing } from "../html.js";
import { grow } from "./grow.js";

const part = (kind, n) => (n > 0 ? html`<span class=${kind} ${grow(n)}></span>` : nothing);

/** Stored, failed, waiting; a share that is not zero can always be seen. */
export const bar = ({ total, stored, failed }, look = "") => html`
  <div class="bar ${look}" role="img" aria-label="${count(stored)} stored, ${count(failed)} failed, ${count(total - stored - failed)} waiting">${parts(total, stored, failed)}</div>`;

export const progressBar = ({ total, processed, stored, failed }) => html`
  <div class="bar" role="progressbar" aria-label="Progress" aria-valuemin="0" aria-valuemax=${total} aria-valuenow=${processed}
    aria-valuetext="${count(processed)} of ${count(total)} images, ${count(failed)} of them failed">${parts(total, stored, failed)}</div>`;

const parts = (total, stored, failed) => html`${part("s", stored)}${part("f", failed)}${part("w", total - stored - failed)}`;

/** Two weights against each other. */
export const weigh = (before, after, sizeOf) => html`
  <div class="weigh">
    <span class="muted">Before</span><div class="bar thin">${before > 0 ? part("was", 1) : nothing}</div><span>${sizeOf(before)}</span>
    <span class="muted">After</span><div class="bar thin">${part("s", Math.min(after, before))}${part("rest", before - after)}</div><b>${sizeOf(after)}</b>
  </div>`;
