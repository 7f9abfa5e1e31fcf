import { duration, size } from "../format.js";
import { html, nothing } from "../html.js";
import { mappingFields } from "../mapping.js";
import { t } from "../text.js";
import { icon } from "../ui/icons.js";
import { notifyProblem } from "../ui/notices.js";
import { rich } from "../ui/rich.js";
import { upload } from "../upload.js";
import { failureTitle } from "../words.js";

/**
 * What all of it would come to. Images are fetched for it, so a button asks for it.
 *
 * @param recipe what is to be done to the images, as fields of a form
 */
export function estimate(draft, recipe, redraw) {
  const { file, answer } = draft;
  const state = { found: null, busy: false };
  const call = new AbortController();
  const be = (change) => {
    Object.assign(state, change);
    redraw();
  };

  async function ask() {
    if (state.busy) return;
    be({ busy: true });
    try {
      const fields = { ...recipe(), ...mappingFields(draft.said), file, estimate: "true" };
      be({ found: (await upload("/v1/dry-runs/form", fields, { signal: call.signal })).estimate });
    } catch (error) {
      notifyProblem(error, t("estimate.failed"));
    }
    be({ busy: false });
  }

  return {
    close: () => call.abort(),
    view: () => (answer.pictures || answer.refused || !answer.images ? nothing : view(state, ask)),
  };
}

const view = ({ found, busy }, ask) => html`
  <section class="panel estimate" aria-labelledby="estimate-title" aria-busy=${busy}>
    <header><h2 id="estimate-title">${t("estimate")}</h2>
      <button class="btn slim end" type="button" aria-busy=${busy} @click=${ask}>${icon(busy ? "running" : "play", busy && "spin")}${t(busy ? "estimate.busy" : found ? "estimate.again" : "estimate.ask")}</button></header>
    <div class="pad-l stack" role="status">${found ? result(found) : html`<p class="hint">${t("estimate.hint")}</p>`}</div>
  </section>`;

const result = ({ measured, bytes_saved: saved, bytes_out: after, seconds, dead_hosts: dead }) => html`
  ${
    saved
      ? html`<dl class="counts">${amount(t("estimate.saved"), saved, size)} ${amount(t("estimate.after"), after, size)} ${amount(t("estimate.time"), seconds, duration)}</dl>
        <p class="hint">${t("estimate.sample", { n: measured })}</p>`
      : html`<p>${t("estimate.nothing")}</p>`
  }
  ${dead.map(({ host, images, code }) => html`<div class="note warn small">${icon("errors")}<div>${rich("estimate.dead", { n: images, host, why: failureTitle(code) })}</div></div>`)}`;

const amount = (label, { estimate: n, low, high }, words) => html`
  <div class="fig"><dt class="label">${label}</dt><dd><strong>${words(n)}</strong> <span class="small muted nowrap">${t("estimate.between", { low: words(low), high: words(high) })}</span></dd></div>`;
