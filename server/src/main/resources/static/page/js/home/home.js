import { html } from "../html.js";
import { painter } from "../paint.js";
import { batchList } from "./list.js";
import { dropZone } from "./drop.js";
import { findBatch } from "./find-batch.js";
import { sampleCatalogue } from "./sample.js";
import { t } from "../text.js";

/** The front page: a place to drop a catalogue, and the batches so far. */
export function homePage(host) {
  document.title = "imgmill";
  const drop = dropZone(redraw);
  const sample = sampleCatalogue(redraw);
  const goto = findBatch(redraw);
  const batches = batchList(redraw, sample.start);
  const draw = painter(
    host,
    () => html`
    <div class="row wide hero">
      <div class="stack">
        <h1>${t("home.title")}</h1>
        <p class="lead">${t("home.lead")}</p>
      </div>
      ${goto()}
    </div>
    <div class="split even">${drop.view()}${sample.view()}</div>
    ${batches.view()}`,
  );
  function redraw() {
    draw();
  }
  draw();
  return () => {
    drop.close();
    batches.close();
  };
}
