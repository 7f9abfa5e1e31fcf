import { currentDraft, dropDraft } from "../draft.js";
import { count, duration, size } from "../format.js";
import { html, nothing } from "../html.js";
import { painter } from "../paint.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { look, notYet } from "../look-into.js";
import { notifyProblem } from "../ui/notices.js";
import { columnsPanel } from "./columns.js";
import { estimate } from "./estimate.js";
import { hosts } from "./hosts.js";
import { recipe } from "./recipe.js";
import { problems } from "./sheet.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

/** What a dry run found in the file, and what to do with it. Nothing has started. */
export function previewPage(host) {
  const draft = currentDraft();
  if (!draft) {
    queueMicrotask(() => go("/"));
    return () => {};
  }
  const { file } = draft;
  document.title = `${t("preview.title", { name: file.name })} · imgmill`;
  let busy = false;
  let form;
  let guess;
  let sheet;
  const read = () => {
    form?.close();
    guess?.close();
    form = recipe(draft, redraw);
    guess = estimate(draft, () => form.fields(), redraw);
    sheet = problems(draft.answer, redraw);
  };
  read();

  /** A person said what is what: right away, or after another look at the file. */
  async function choose(said, again) {
    draft.said = said;
    draft.confirmed = Boolean(said.columns);
    if (again) {
      busy = true;
      redraw();
      try {
        draft.answer = (await look(file, {}, said)).answer;
      } catch (error) {
        if (error.columns) draft.answer = notYet(error);
        else notifyProblem(error, t("preview.not_again"));
      }
      busy = false;
      read();
    }
    redraw();
  }

  const draw = painter(host, () => view(draft));
  const view = ({ answer, seconds }) => html`
    <div class="row wide">
      <div class="stack">
        <p class="crumb"><a href="/">${t("batches")}</a> <span>/ ${t("preview")}</span></p>
        <h1 class="cut" title=${file.name}>${file.name}</h1>
        <p class="muted">${said(file, seconds)}</p>
      </div>
      <span class="end"></span>
      <div class="row actions"><a class="btn" href=${file.again ? `/batches/${file.again}` : "/"} @click=${dropDraft}>${t(file.again ? "again.back" : "drop.choose_other")}</a></div>
    </div>
    <div class="split">
      <div class="stack wide">
        ${columnsPanel(answer.columns, { busy, confirmed: draft.confirmed, refused: answer.refused, said: draft.said }, choose)}
        ${answer.refused ? nothing : figures(answer, file)} ${sheet()}
        ${remarks(answer).map((remark) => html`<div class="note">${icon("info")}<div>${remark}</div></div>`)}
        ${guess.view()} ${hosts(answer)}
      </div>
      ${form.view()}
    </div>`;
  function redraw() {
    draw();
  }
  draw();
  return () => {
    form.close();
    guess.close();
  };
}

function said({ pictures, again }, seconds) {
  if (again) return t("again.here");
  return pictures ? t("preview.on_disk") : t("preview.read", { time: duration(seconds) });
}

const figure = (label, n, tone = "") => html`<div class="fig"><dt class="label">${label}</dt><dd><strong class=${tone}>${count(n)}</strong></dd></div>`;

const figures = (answer, file) => (answer.pictures ? pictureFigures(answer, file) : rowFigures(answer));

const pictureFigures = ({ images }, file) => html`
  <dl class="panel pad-l counts">
    ${figure(t("preview.pictures"), images)}<div class="fig"><dt class="label">${t("size")}</dt><dd><strong>${size(file.size)}</strong></dd></div>
  </dl>`;

const rowFigures = ({ rows, images, distinct, hosts: from, bad_rows: bad }) => html`
  <dl class="panel pad-l counts">
    ${figure(t("preview.rows"), rows + bad.length)} ${figure(t("images"), images)} ${figure(t("preview.distinct"), distinct)} ${from.length ? figure(t("preview.hosts"), from.length) : nothing}
    ${bad.length ? figure(t("preview.to_fix"), bad.length, "bad") : nothing}
  </dl>`;

/** What is worth knowing and stops nothing. */
function remarks({ warnings = [], invalid_urls: invalid, formula_cells: formulas }) {
  const all = [...warnings];
  if (invalid) all.push(rich("preview.invalid", { n: invalid }));
  if (formulas) all.push(rich("preview.formulas", { n: formulas }));
  return all;
}
