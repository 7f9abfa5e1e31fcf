import { getBatch, getCatalogue } from "../api.js";
import { html, nothing } from "../html.js";
import { t } from "../text.js";
import { notifyProblem } from "../ui/notices.js";
import { recipeOf } from "./presets.js";

/**
 * Which catalogue a file is a run of, if it looks like one that was here before: then only what
 * changed is fetched. With the recipe of the last run nothing is made anew.
 */
export function runOf(offers, change, redraw) {
  const state = { chosen: null };

  async function choose(id) {
    if (!id) {
      state.chosen = null;
      return redraw();
    }
    try {
      const catalogue = await getCatalogue(id);
      const made = Boolean(catalogue.preset) || catalogue.outputs.length > 0 || Object.keys(catalogue.recipe).length > 0;
      state.chosen = { id, name: catalogue.name, made };
      if (!made && catalogue.last_run) change(recipeOf((await getBatch(catalogue.last_run)).recipe));
    } catch (error) {
      notifyProblem(error, t("run_of.failed"));
    }
    redraw();
  }

  return {
    chosen: () => state.chosen,
    view: () =>
      offers.length
        ? html`<div class="field">
            <label class="label" for="run-of">${t("run_of")}</label>
            <select class="input" id="run-of" aria-describedby="run-of-hint" @change=${(e) => choose(e.target.value)}>
              <option value="" ?selected=${!state.chosen}>${t("run_of.none")}</option>
              ${offers.map(({ id, name }) => html`<option value=${id} ?selected=${state.chosen?.id === id}>${name}</option>`)}
            </select>
            <p class="hint" id="run-of-hint">${hint(state.chosen, offers)}</p>
          </div>`
        : nothing,
  };
}

function hint(chosen, [likeliest]) {
  if (!chosen) return t("run_of.offer", { name: likeliest.name });
  return t(chosen.made ? "run_of.made" : "run_of.recipe", { name: chosen.name });
}
