import { request } from "../api.js";
import { keepSecrets } from "../draft.js";
import { html } from "../html.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { notifyProblem } from "../ui/notices.js";
import { freshKey, upload } from "../upload.js";
import { t } from "../text.js";

/** One click from nothing to a running batch: pictures that are already on the server. */
export function sampleCatalogue(redraw) {
  let busy = false;
  const start = async () => {
    if (busy) return;
    busy = true;
    redraw();
    try {
      const csv = await (await request("GET", "/samples/products.csv", { headers: { Accept: "text/csv" } })).blob();
      const batch = await upload(
        "/v1/batches",
        { file: new File([csv], "sample-catalogue.csv", { type: "text/csv" }) },
        { headers: { "Idempotency-Key": freshKey() } },
      );
      keepSecrets(batch);
      go(`/batches/${batch.id}`);
    } catch (error) {
      notifyProblem(error, t("sample.failed"));
    }
    busy = false;
    redraw();
  };
  return { start, view: () => view(busy, start) };
}

const PICTURES = ["mug", "vase", "carafe", "plates", "mill", "plant"];

const view = (busy, start) => html`
  <section class="panel pad stack sample" aria-labelledby="sample-title">
    <div class="strip">${PICTURES.map((name) => html`<img src="/page/img/${name}.jpg" alt="" width="96" height="96" decoding="async">`)}</div>
    <h2 id="sample-title">${t("sample.title")}</h2>
    <p class="small muted">${t("sample.text")}</p>
    <button class="btn" type="button" aria-busy=${busy} @click=${start}>${icon(busy ? "running" : "play", busy && "spin")}${t("sample.try")}</button>
  </section>`;
