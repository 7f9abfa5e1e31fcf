import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { hasEnded } from "../words.js";
import { elsewhere, keptUntil } from "./lifetime.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

/** Said as soon as it is known. */
export const kept = (batch) => (hasEnded(batch) || batch.expires_at ? html`<p class="hint kept">${t("kept.with", { until: keptUntil(batch) })}</p>` : nothing);

/** Said before anybody puts links into a shop that lead nowhere. */
export function leadElsewhere(batch) {
  const there = elsewhere(batch, location.origin);
  return there
    ? html`<div class="note warn elsewhere" role="note">${icon("out")}<div class="small">${rich("elsewhere", { there, here: location.origin })}</div></div>`
    : nothing;
}
