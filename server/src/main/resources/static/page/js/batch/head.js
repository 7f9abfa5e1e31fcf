import { fileOf } from "../api.js";
import { shortId } from "../format.js";
import { html, nothing } from "../html.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { menu } from "../ui/menu.js";
import { again, cancel, fetchRest, pause, prioritise, remove, resume, retry } from "../verbs.js";
import { hasEnded, statusOf, unfetched } from "../words.js";
import { t } from "../text.js";

/** Name, state and verbs. A running batch needs nobody; a finished one has one next step. */
export function head(batch, { acted, gone }) {
  const status = statusOf(batch);
  return html`
    <div class="row wide headline">
      <div class="stack">
        <p class="crumb"><a href="/">${t("batches")}</a> <span title=${batch.id}>/ ${shortId(batch.id)}</span></p>
        <div class="row tight title"><h1 class="cut" title=${batch.name}>${batch.name}</h1><span class="pill ${status.tone}">${icon(status.icon, status.turns && "spin")}${status.text}</span></div>
      </div>
      <div class="row actions end">${hasEnded(batch) ? endedVerbs(batch, safe(batch), acted) : runningVerbs(batch, acted)}${moreMenu(batch, acted, gone)}</div>
    </div>`;
}

const button = (name, text, act, look = "") => html`<button class="btn ${look}" type="button" @click=${act}>${icon(name)}${text}</button>`;

const runningVerbs = (batch, acted) => html`
  ${batch.status === "paused" ? button("play", t("resume"), () => resume(batch, acted), "primary") : button("pause", t("pause"), () => pause(batch, acted))}
  ${button("failed", t("cancel"), () => cancel(batch, acted))}
  ${menu({
    summary: html`${icon("download")}${t("download")}${icon("down")}`,
    items: [
      { icon: "file", text: t("results.so_far", { form: safe(batch).text }), href: fileOf(batch.id, `results.csv${safe(batch).query}`) },
      { icon: "file", text: t("errors", { form: safe(batch).text }), href: fileOf(batch.id, `errors.csv${safe(batch).query}`) },
      { icon: "image", text: t("images.so_far", { form: "ZIP" }), href: fileOf(batch.id, "results.zip") },
    ],
  })}`;

/** Where cells would run as formulas in a spreadsheet, downloads disarm them and say so. */
const safe = ({ formula_cells: cells }) =>
  cells
    ? {
        text: t("csv.safe"),
        query: "?csv_safe=true",
        why: t("csv.safe_why", { n: cells }),
      }
    : { text: "CSV", query: "", why: nothing };

const isWorkbook = (batch) => batch.results_kind === "xlsx";

const endedVerbs = (batch, { text, query, why }, acted) => html`
  ${unfetched(batch) ? button("retry", t("rest.fetch", { n: unfetched(batch) }), () => fetchRest(batch, acted)) : nothing}
  ${
    isWorkbook(batch)
      ? html`<a class="btn primary" href=${fileOf(batch.id, "results")} download>${icon("download")}${t("download.form", { form: "XLSX" })}</a>`
      : html`<a class="btn primary" href=${fileOf(batch.id, `results.csv${query}`)} title=${why} download>${icon("download")}${t("download.form", { form: text })}</a>`
  }
  ${zipOf(batch)}`;

const zipOf = ({ id, counts }) => html`
  ${counts.stored ? html`<a class="btn" href=${fileOf(id, "results.zip")} download>${icon("image")}ZIP</a>` : nothing}`;

const moreMenu = (batch, acted, gone) =>
  menu({
    summary: icon("more"),
    label: t("more"),
    side: "right",
    look: "btn icon",
    items: [
      hasEnded(batch) &&
        isWorkbook(batch) && { icon: "file", text: t("results", { form: safe(batch).text }), href: fileOf(batch.id, `results.csv${safe(batch).query}`) },
      hasEnded(batch) && !isWorkbook(batch) && { icon: "file", text: t("results", { form: "XLSX" }), href: fileOf(batch.id, "results?as=xlsx") },
      hasEnded(batch) && { icon: "file", text: t("results", { form: "JSON Lines" }), href: fileOf(batch.id, "results?as=jsonl") },
      hasEnded(batch) && { icon: "file", text: t("errors", { form: safe(batch).text }), href: fileOf(batch.id, `errors.csv${safe(batch).query}`) },
      batch.catalogue?.changes && { icon: "file", text: t("changes.download", { form: "CSV" }), href: fileOf(batch.id, "changes.csv") },
      batch.formula_cells > 0 && { icon: "file", text: t("results.as_they_came", { form: "CSV" }), href: fileOf(batch.id, "results.csv") },
      batch.counts.failed > 0 && { icon: "retry", text: t("retry.n", { n: batch.counts.failed }), act: () => retry(batch, acted) },
      !hasEnded(batch) && {
        icon: "priority",
        text: t(batch.priority > 0 ? "priority.normal" : "priority.first"),
        act: () => prioritise(batch, batch.priority > 0 ? 0 : 10, acted),
      },
      !batch.pictures && { icon: "play", text: t("again"), act: () => again(batch) },
      { icon: "copy", text: t("copy.id"), act: () => copy(batch.id, batch.id) },
      { icon: "trash", text: t("delete.batch"), bad: true, act: () => remove(batch, gone) },
    ],
  });
