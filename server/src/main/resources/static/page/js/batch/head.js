import { fileOf } from "../api.js";
import { count, plural, shortId } from "../format.js";
import { html, nothing } from "../html.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { menu } from "../ui/menu.js";
import { cancel, fetchRest, pause, prioritise, remove, resume, retry } from "../verbs.js";
import { hasEnded, statusOf, unfetched } from "../words.js";

/** Name, state and verbs. A running batch needs nobody; a finished one has one next step. */
export function head(batch, { acted, gone }) {
  const status = statusOf(batch);
  return html`
    <div class="row wide headline">
      <div class="stack">
        <p class="crumb"><a href="/">Batches</a> <span title=${batch.id}>/ ${shortId(batch.id)}</span></p>
        <div class="row tight title"><h1 class="cut" title=${batch.name}>${batch.name}</h1><span class="pill ${status.tone}">${icon(status.icon, status.turns && "spin")}${status.text}</span></div>
      </div>
      <div class="row actions end">${hasEnded(batch) ? endedVerbs(batch, safe(batch), acted) : runningVerbs(batch, acted)}${moreMenu(batch, acted, gone)}</div>
    </div>`;
}

const button = (name, text, act, look = "") => html`<button class="btn ${look}" type="button" @click=${act}>${icon(name)}${text}</button>`;

const runningVerbs = (batch, acted) => html`
  ${batch.status === "paused" ? button("play", "Resume", () => resume(batch, acted), "primary") : button("pause", "Pause", () => pause(batch, acted))}
  ${button("failed", "Cancel", () => cancel(batch, acted))}
  ${menu({
    summary: html`${icon("download")}Download${icon("down")}`,
    items: [
      { icon: "file", text: `Results so far, ${safe(batch).text}`, href: fileOf(batch.id, `results.csv${safe(batch).query}`) },
      { icon: "file", text: `Errors, ${safe(batch).text}`, href: fileOf(batch.id, `errors.csv${safe(batch).query}`) },
      { icon: "image", text: "Images so far, ZIP", href: fileOf(batch.id, "results.zip") },
    ],
  })}`;

/** Where cells would run as formulas in a spreadsheet, downloads disarm them and say so. */
const safe = ({ formula_cells: cells }) =>
  cells
    ? {
        text: "safe CSV",
        query: "?csv_safe=true",
        why: `${plural(cells, "cell")} would run as ${cells === 1 ? "a formula" : "formulas"} in a spreadsheet; this file has an apostrophe before ${cells === 1 ? "it" : "each"}.`,
      }
    : { text: "CSV", query: "", why: nothing };

const isWorkbook = (batch) => batch.results_kind === "xlsx";

const endedVerbs = (batch, { text, query, why }, acted) => html`
  ${unfetched(batch) ? button("retry", `Fetch the remaining ${count(unfetched(batch))}`, () => fetchRest(batch, acted)) : nothing}
  ${
    isWorkbook(batch)
      ? html`<a class="btn primary" href=${fileOf(batch.id, "results")} download>${icon("download")}Download XLSX</a>`
      : html`<a class="btn primary" href=${fileOf(batch.id, `results.csv${query}`)} title=${why} download>${icon("download")}Download ${text}</a>`
  }
  ${zipOf(batch)}`;

const zipOf = ({ id, counts }) => html`
  ${counts.stored ? html`<a class="btn" href=${fileOf(id, "results.zip")} download>${icon("image")}ZIP</a>` : nothing}`;

const moreMenu = (batch, acted, gone) =>
  menu({
    summary: icon("more"),
    label: "More",
    side: "right",
    look: "btn icon",
    items: [
      hasEnded(batch) && isWorkbook(batch) && { icon: "file", text: `Results, ${safe(batch).text}`, href: fileOf(batch.id, `results.csv${safe(batch).query}`) },
      hasEnded(batch) && !isWorkbook(batch) && { icon: "file", text: "Results, XLSX", href: fileOf(batch.id, "results?as=xlsx") },
      hasEnded(batch) && { icon: "file", text: "Results, JSON lines", href: fileOf(batch.id, "results?as=jsonl") },
      hasEnded(batch) && { icon: "file", text: `Errors, ${safe(batch).text}`, href: fileOf(batch.id, `errors.csv${safe(batch).query}`) },
      batch.catalogue?.changes && { icon: "file", text: "Changes since the run before, CSV", href: fileOf(batch.id, "changes.csv") },
      batch.formula_cells > 0 && { icon: "file", text: "Results with cells as they came, CSV", href: fileOf(batch.id, "results.csv") },
      batch.counts.failed > 0 && { icon: "retry", text: `Retry ${count(batch.counts.failed)} failed`, act: () => retry(batch, acted) },
      !hasEnded(batch) && {
        icon: "priority",
        text: batch.priority > 0 ? "Back to normal priority" : "Run before the others",
        act: () => prioritise(batch, batch.priority > 0 ? 0 : 10, acted),
      },
      { icon: "copy", text: "Copy the request id", act: () => copy(batch.id, batch.id) },
      { icon: "trash", text: "Delete batch", bad: true, act: () => remove(batch, gone) },
    ],
  });
