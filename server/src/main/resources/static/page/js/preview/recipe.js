import { dropDraft, keepSecrets } from "../draft.js";
import { percent } from "../format.js";
import { html, nothing } from "../html.js";
import { remember } from "../mapping.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { notifyProblem } from "../ui/notices.js";
import { freshKey } from "../upload.js";
import { begin } from "./begin.js";
import { sampleMeasure } from "./measure.js";
import { presets, recipeOf } from "./presets.js";
import { runOf } from "./run-of.js";
import { isBox, sizeFields } from "./size-fields.js";
import { sentences, t } from "../text.js";

const FORMATS = [
  ["keep", t("format.keep")],
  ["jpeg", "JPEG"],
  ["png", "PNG"],
  ["webp", "WebP"],
  ["avif", "AVIF"],
  ["auto", t("format.smallest")],
];
const LOOKS = [
  ["", t("look.number")],
  ["low", t("look.low")],
  ["good", t("look.good")],
  ["best", t("look.best")],
];
const START = {
  quality: 50,
  look: "",
  max_bytes: "",
  format: "keep",
  max_width: "",
  max_height: "",
  background: "",
  metadata: "strip",
  on_larger: "keep_original",
  effort: "default",
  scans: "auto",
  fit: "inside",
  position: "centre",
  trim: "none",
  rotate: 0,
  sharpen: "",
};

/** What to do to every image, tried on one of them at once, and the button that starts it all. */
export function recipe(draft, redraw) {
  const { file, answer } = draft;
  const first = { ...START, ...(draft.recipe && recipeOf(draft.recipe)) };
  let wanted = { ...first };
  let webhook = "";
  let busy = false;
  let share = 0;
  const progress = (done, total) => {
    share = Math.floor((100 * done) / total);
    redraw();
  };
  const key = freshKey();
  const sample = sampleMeasure(file.pictures ? file.pictures[0] : { url: answer.sample_url }, redraw);
  const kept = presets(
    () => fields(),
    (more) => change(more),
    redraw,
    !draft.recipe,
  );
  const run = runOf(answer.catalogues ?? [], (more) => change(more), redraw);
  const fields = () => recipeFields(sizeFields(wanted));
  const change = (more) => {
    wanted = { ...wanted, ...more };
    sample.measure(fields());
    redraw();
  };
  sample.measure(fields());

  async function start(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    redraw();
    try {
      const batch = await begin(draft, { recipe: fields(), preset: kept.chosen(), catalogue: run.chosen(), webhook }, key, progress);
      keepSecrets(batch);
      if (answer.columns) remember(answer.columns, draft.said);
      dropDraft();
      return go(`/batches/${batch.id}`);
    } catch (error) {
      notifyProblem(error, t("start.failed"));
    }
    busy = false;
    redraw();
  }

  const reset = (event) => {
    event.preventDefault();
    webhook = "";
    kept.reset();
    change(first);
  };

  return {
    close: () => (sample.close(), kept.close()),
    fields: () => ({ ...fields(), preset: kept.chosen() }),
    view: () => html`
      <form class="panel recipe" aria-labelledby="recipe-title" @submit=${start} @reset=${reset}>
        <header><h2 id="recipe-title">${t("recipe")}</h2><button class="btn quiet slim end" type="reset">${t("reset")}</button></header>
        <div class="pad-l stack wide">
          ${run.view()} ${kept.view()} ${quality(wanted, change)} ${sample.view()} ${format(wanted, change)} ${size(wanted, change)}
          <div class="field"><label for="hook">${t("webhook")}</label><input class="input" id="hook" type="url" placeholder="https://" aria-describedby="hook-hint" .value=${webhook} @input=${(e) => (webhook = e.target.value.trim())}><p class="hint" id="hook-hint">${t("webhook.hint")}</p></div>
          ${more(wanted, change, kept.saveView())}
          <div class="stack">
            <button class="btn primary large" aria-busy=${busy} ?disabled=${answer.images === 0 || !isSure(draft)}>${busy ? html`${icon("running", "spin")}${file.pictures && share < 100 ? t("start.sending", { share: percent(share) }) : t("start.starting")}` : startWords(answer)}</button>
            ${startHint(answer)}
          </div>
        </div>
      </form>`,
  };
}

/** A quality that is found stands in the place of the number; the smallest of several formats is found by look only. */
export function recipeFields({ quality, look, ...more }) {
  const byLook = look || (more.format === "auto" ? "good" : "");
  const all = { ...more, ...(byLook ? { quality: "auto", look: byLook } : { quality }) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

const isSure = ({ answer, confirmed }) => confirmed || answer.columns?.sure !== false;

const startWords = ({ bad_rows: bad, images }) => (bad.length ? t("start.without", { n: bad.length }) : t("start", { n: images }));

const startHint = ({ bad_rows: bad, rows }) =>
  bad.length ? html`<p class="hint">${sentences(t("start.rows", { n: rows }), t("start.left_out", { n: bad.length }))}</p>` : nothing;

const quality = (wanted, change) => {
  const look = wanted.look || (wanted.format === "auto" ? "good" : "");
  const choose = (value) => change({ look: value, format: !value && wanted.format === "auto" ? "keep" : wanted.format });
  return html`
  <fieldset class="field"><legend class="label">${t("look")}</legend>
    <div class="seg">${LOOKS.map(([value, text]) => html`<label><input type="radio" name="look" value=${value} .checked=${look === value} @change=${() => choose(value)}>${text}</label>`)}</div>
  </fieldset>
  ${look ? html`<p class="hint">${t("look.hint")}</p>` : number(wanted, change)}`;
};

const number = ({ quality: value }, change) => html`
  <div class="field">
    <div class="row tight"><label for="quality"><b>${t("quality")}</b></label><output class="end" for="quality">${value}</output></div>
    <input type="range" id="quality" min="1" max="100" .value=${String(value)} @input=${(e) => change({ quality: Number(e.target.value) })}>
    <div class="row tight hint"><span>${t("quality.smallest")}</span><span class="end">${t("quality.finest")}</span></div>
  </div>`;

const format = ({ format: chosen }, change) => html`
  <fieldset class="field"><legend class="label">${t("format")}</legend>
    <div class="seg">${FORMATS.map(([value, text]) => html`<label><input type="radio" name="format" value=${value} .checked=${chosen === value} @change=${() => change({ format: value })}>${text}</label>`)}</div>
  </fieldset>`;

const pixels = (name, words, label, wanted, change) =>
  html`<input class="input" type="text" inputmode="numeric" pattern="[1-9][0-9]{0,5}" placeholder=${words} aria-label=${label} title=${t("size.pixels")} .value=${String(wanted[name])} @change=${(e) => change({ [name]: e.target.validity.valid && e.target.value ? Number(e.target.value) : "" })}>`;

const FITS = [
  ["inside", t("fit.inside"), t("fit.inside_hint")],
  ["cover", t("fit.cover"), t("fit.cover_hint")],
  ["contain", t("fit.contain"), t("fit.contain_hint")],
  ["pad", t("fit.pad"), t("fit.pad_hint")],
];

const POSITIONS = [
  ["centre", t("position.centre")],
  ["top", t("position.top")],
  ["right", t("position.right")],
  ["bottom", t("position.bottom")],
  ["left", t("position.left")],
];
const LOOKING = [
  ["attention", t("position.attention")],
  ["entropy", t("position.entropy")],
];

const size = (wanted, change) => {
  const hint = FITS.find(([value]) => value === wanted.fit)[2];
  const lacks = wanted.fit !== "inside" && !isBox(wanted);
  return html`
  <fieldset class="field"><legend class="label">${t("size")}</legend>
    <div class="seg">${FITS.map(([value, text]) => html`<label><input type="radio" name="fit" value=${value} .checked=${wanted.fit === value} @change=${() => change({ fit: value, position: value === "cover" || POSITIONS.some(([place]) => place === wanted.position) ? wanted.position : "centre" })}>${text}</label>`)}</div>
    <div class="row tight">${pixels("max_width", t("size.width"), t("size.largest_width"), wanted, change)}<span class="muted">×</span>${pixels("max_height", t("size.height"), t("size.largest_height"), wanted, change)}<span class="muted">px</span></div>
    ${wanted.fit === "inside" ? nothing : position(wanted, change)}
    <p class="hint">${lacks ? t("fit.lacks") : hint}</p>
  </fieldset>`;
};

const position = (wanted, change) => html`
  <label class="row tight">${t(wanted.fit === "cover" ? "position.keep" : "position.place")}<select class="input" @change=${(e) => change({ position: e.target.value })}>${(wanted.fit === "cover" ? [...POSITIONS, ...LOOKING] : POSITIONS).map(([value, text]) => html`<option value=${value} ?selected=${wanted.position === value}>${text}</option>`)}</select></label>`;

const TURNS = [
  [0, t("turn.none")],
  [90, "90°"],
  [180, "180°"],
  [270, "270°"],
];

const EFFORTS = [
  ["fast", t("effort.fast")],
  ["default", t("effort.default")],
  ["max", t("effort.most")],
];

const more = ({ metadata, on_larger: larger, background, effort, scans, trim, rotate, sharpen, max_bytes: most }, change, save) => html`
  <details><summary class="row small muted"><span class="turn">${icon("right")}</span>${t("recipe.more")}</summary>
    <div class="stack pad">
      <label class="field"><span class="label">${t("max_bytes")}</span><input class="input" type="text" inputmode="numeric" pattern="[1-9][0-9]{0,8}" title=${t("max_bytes.hint")} .value=${String(most)} @change=${(e) => change({ max_bytes: e.target.validity.valid && e.target.value ? Number(e.target.value) : "" })}></label>
      <fieldset class="field"><legend class="label">${t("effort")}</legend>
        <div class="seg">${EFFORTS.map(([value, text]) => html`<label><input type="radio" name="effort" value=${value} .checked=${effort === value} @change=${() => change({ effort: value })}>${text}</label>`)}</div>
      </fieldset>
      <label class="row tight"><input type="checkbox" .checked=${scans === "baseline"} @change=${(e) => change({ scans: e.target.checked ? "baseline" : "auto" })}>${t("scans.baseline")}</label>
      <fieldset class="field"><legend class="label">${t("turn")}</legend>
        <div class="seg">${TURNS.map(([value, text]) => html`<label><input type="radio" name="rotate" value=${value} .checked=${rotate === value} @change=${() => change({ rotate: value })}>${text}</label>`)}</div>
      </fieldset>
      <label class="row tight"><input type="checkbox" .checked=${trim === "white"} @change=${(e) => change({ trim: e.target.checked ? "white" : "none" })}>${t("trim")}</label>
      <label class="row tight"><input type="checkbox" .checked=${sharpen !== ""} @change=${(e) => change({ sharpen: e.target.checked ? 0.5 : "" })}>${t("sharpen")}</label>
      <label class="row tight"><input type="checkbox" .checked=${metadata === "keep"} @change=${(e) => change({ metadata: e.target.checked ? "keep" : "strip" })}>${t("metadata.keep")}</label>
      <label class="row tight"><input type="checkbox" .checked=${larger === "keep_original"} @change=${(e) => change({ on_larger: e.target.checked ? "keep_original" : "keep_output" })}>${t("larger.keep")}</label>
      <label class="row tight"><input type="color" .value=${background || "#ffffff"} @change=${(e) => change({ background: e.target.value })}>${t("background")}</label>
      ${save}
    </div>
  </details>`;
