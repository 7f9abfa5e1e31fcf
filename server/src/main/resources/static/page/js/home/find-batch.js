import { getBatch } from "../api.js";
import { html, nothing } from "../html.js";
import { go } from "../router.js";
import { notifyProblem } from "../ui/notices.js";
import { t } from "../text.js";

/** A box that takes a request id and shows that batch. */
export function findBatch(redraw) {
  let refused = "";
  const submit = async (event) => {
    event.preventDefault();
    const id = new FormData(event.target).get("id").trim();
    refused = "";
    if (!id) return event.target.elements.id.focus();
    try {
      const batch = await getBatch(id);
      return go(`/batches/${batch.id}`);
    } catch (error) {
      if (error.status === 404 || error.status === 400) refused = t("batch.unknown");
      else notifyProblem(error, t("goto.failed"));
    }
    redraw();
  };
  return () => html`
    <form class="goto" @submit=${submit}>
      <label for="goto">${t("goto")}</label>
      <div class="row tight"><input class="input mono" id="goto" name="id" autocomplete="off" spellcheck="false" placeholder="0199…" aria-invalid=${refused ? "true" : "false"} aria-describedby="goto-hint"><button class="btn">${t("show")}</button></div>
      <p class="hint bad" id="goto-hint" role="status">${refused || nothing}</p>
    </form>`;
}
