import { fileOf, getBatch } from "../api.js";
import { html, nothing } from "../html.js";
import { hasEnded } from "../words.js";
import { changesInWords, isToBeCounted } from "./changed.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

const AGAIN = 3000;

/** How a run of a catalogue differs from the run before it. */
export const changes = ({ id, catalogue }) =>
  catalogue?.changes
    ? html`<p class="hint changes">${rich("changes.file", { changes: changesInWords(catalogue), file: html`<a href=${fileOf(id, "changes.csv")} download>changes.csv</a>` })} <a href="/catalogues/${catalogue.id}">${t("catalogue.all_runs")}</a></p>`
    : nothing;

/** Asks until what changed is known, some seconds after the end. */
export function untilCounted(id, take) {
  let timer = null;

  async function ask() {
    timer = null;
    try {
      take(await getBatch(id));
    } catch (e) {
      console.debug("what changed is asked for when the page is opened next", e);
    }
  }

  return {
    look(batch) {
      if (timer === null && hasEnded(batch) && isToBeCounted(batch)) timer = setTimeout(ask, AGAIN);
    },
    close: () => clearTimeout(timer),
  };
}
