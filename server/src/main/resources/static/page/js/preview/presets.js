import { listPresets, putPreset } from "../api.js";
import { html, nothing } from "../html.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { list, t } from "../text.js";

const NONE = "none";

/**
 * Which preset the batch is made by, and the recipe as a new one.
 *
 * @param usual whether the default one is chosen unasked
 */
export function presets(fields, change, redraw, usual = true) {
  const state = { all: [], chosen: NONE, name: "", busy: false };
  const call = new AbortController();

  async function load() {
    try {
      state.all = (await listPresets(call.signal)).data;
    } catch (error) {
      if (error.name !== "AbortError") notifyProblem(error, t("presets.failed"));
      return;
    }
    const byDefault = usual && state.all.find((preset) => preset.default);
    if (byDefault && state.chosen === NONE) choose(byDefault.name);
    redraw();
  }

  function choose(name) {
    state.chosen = name;
    const preset = state.all.find((one) => one.name === name);
    change(preset ? shown(preset.recipe) : {});
  }

  async function save() {
    if (state.busy) return;
    state.busy = true;
    redraw();
    try {
      const before = state.all.find((one) => one.name === state.name);
      const kept = before ? { outputs: before.outputs.length ? before.outputs : null, name_template: before.name_template, default: before.default } : {};
      await putPreset(state.name, { ...kept, recipe: fields() });
      notify({ tone: "good", icon: "done", title: t("preset.saved", { name: state.name }), seconds: 5 });
      state.chosen = state.name;
      await load();
    } catch (error) {
      notifyProblem(error, t("preset.not_saved"));
    }
    state.busy = false;
    redraw();
  }

  load();
  return {
    close: () => call.abort(),
    /** Said even where none is wanted: what people see is what they get. */
    chosen: () => state.chosen,
    reset: () => (state.chosen = NONE),
    view: () =>
      state.all.length
        ? html`<div class="field">
            <label class="label" for="preset">${t("preset")}</label>
            <select class="input" id="preset" @change=${(e) => choose(e.target.value)}>
              <option value=${NONE} ?selected=${state.chosen === NONE}>${t("preset.none")}</option>
              ${state.all.map(({ name }) => html`<option value=${name} ?selected=${state.chosen === name}>${name}</option>`)}</select
            >${outputs(state.all.find(({ name }) => name === state.chosen))}
          </div>`
        : nothing,
    saveView: () =>
      html` <div class="row tight">
        <input
          class="input"
          type="text"
          maxlength="64"
          pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*"
          placeholder=${t("name")}
          aria-label=${t("preset.name")}
          title=${t("preset.letters")}
          .value=${state.name}
          @input=${(e) => ((state.name = e.target.validity.valid ? e.target.value.trim() : ""), redraw())}
        /><button class="btn slim" type="button" aria-busy=${state.busy} ?disabled=${!state.name || state.busy} @click=${save}>${t("preset.save")}</button>
      </div>`,
  };
}

const outputs = (preset) =>
  preset?.outputs.length ? html`<p class="hint">${t("preset.outputs", { names: list(preset.outputs.map(({ name }) => name)) })}</p>` : nothing;

/** A recipe as the form has it, which knows one pair of numbers. */
export function shown({ width, height, ...recipe }) {
  return width && height ? { ...recipe, max_width: width, max_height: height } : recipe;
}

/** The recipe of a batch, as the form has it; missing fields are as at the start. */
export const recipeOf = (recipe) => {
  const said = Object.fromEntries(Object.entries(shown(recipe)).filter(([, value]) => value !== null));
  return said.quality === "auto" ? { ...said, quality: 50 } : said;
};
