import { currentDraft, dropDraft } from "../draft.js";
import { count, duration, plural, size } from "../format.js";
import { html, nothing } from "../html.js";
import { painter } from "../paint.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { look, notYet } from "../look-into.js";
import { notifyProblem } from "../ui/notices.js";
import { columnsPanel } from "./columns.js";
import { hosts } from "./hosts.js";
import { recipe } from "./recipe.js";
import { problems } from "./sheet.js";

/** What a dry run found in the file, and what to do with it. Nothing has started. */
export function previewPage(host) {
  const draft = currentDraft();
  if (!draft) {
    queueMicrotask(() => go("/"));
    return () => {};
  }
  const { file } = draft;
  document.title = `Preview of ${file.name} · imgmill`;
  let busy = false;
  let form;
  let sheet;
  const read = () => {
    form?.close();
    form = recipe(draft, redraw);
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
        else notifyProblem(error, "The file was not read again.");
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
        <p class="crumb"><a href="/">Batches</a> <span>/ Preview</span></p>
        <h1 class="cut" title=${file.name}>${file.name}</h1>
        <p class="muted">${file.pictures ? "Still on your disk: nothing has been sent." : `Read in ${duration(seconds)}. Nothing is stored and nothing has started.`}</p>
      </div>
      <span class="end"></span>
      <div class="row actions"><a class="btn" href="/" @click=${dropDraft}>Choose another file</a></div>
    </div>
    <div class="split">
      <div class="stack wide">
        ${columnsPanel(answer.columns, { busy, confirmed: draft.confirmed, refused: answer.refused, said: draft.said }, choose)}
        ${answer.refused ? nothing : figures(answer, file)} ${sheet()}
        ${remarks(answer).map((remark) => html`<div class="note">${icon("info")}<div>${remark}</div></div>`)}
        ${hosts(answer)}
      </div>
      ${form.view()}
    </div>`;
  function redraw() {
    draw();
  }
  draw();
  return () => form.close();
}

const figure = (label, n, tone = "") => html`<div class="fig"><dt class="label">${label}</dt><dd><strong class=${tone}>${count(n)}</strong></dd></div>`;

const figures = (answer, file) => (answer.pictures ? pictureFigures(answer, file) : rowFigures(answer));

const pictureFigures = ({ images }, file) => html`
  <dl class="panel pad-l counts">
    ${figure("Pictures", images)}<div class="fig"><dt class="label">Size</dt><dd><strong>${size(file.size)}</strong></dd></div>
  </dl>`;

const rowFigures = ({ rows, images, distinct, hosts: from, bad_rows: bad }) => html`
  <dl class="panel pad-l counts">
    ${figure("Rows", rows + bad.length)} ${figure("Images", images)} ${figure("Fetched once each", distinct)} ${figure("Hosts", from.length)}
    ${bad.length ? figure("Rows to fix", bad.length, "bad") : nothing}
  </dl>`;

/** What is worth knowing and stops nothing. */
function remarks({ warnings = [], invalid_urls: invalid, formula_cells: formulas }) {
  const all = [...warnings];
  if (invalid) all.push(html`<b>${plural(invalid, "image URL")} cannot be used.</b> What they stand for fails; their rows run all the same.`);
  if (formulas)
    all.push(
      html`<b>${plural(formulas, "cell")} ${formulas === 1 ? "begins" : "begin"} like a formula.</b> The page's download puts an apostrophe before ${formulas === 1 ? "it" : "them"}, so that no spreadsheet runs ${formulas === 1 ? "it" : "them"}.`,
    );
  return all;
}
