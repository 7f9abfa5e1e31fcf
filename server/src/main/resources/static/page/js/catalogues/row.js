import { changesInWords } from "../batch/changed.js";
import { age, moment, wholeDate } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { menu } from "../ui/menu.js";
import { hasEnded, statusOf } from "../words.js";
import { timesInWords } from "./words.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

/** Only a catalogue with an address can be fetched. */
export const runNow = (catalogue, start) =>
  catalogue.source_url
    ? html`<button class="btn slim" type="button" aria-label=${t("catalogue.run_name", { name: catalogue.name })} @click=${() => start(catalogue)}>${icon("play")}${t("catalogue.run")}</button>`
    : nothing;

export const moreOf = (catalogue, { pause, remove }) =>
  menu({
    summary: icon("more"),
    label: t("more_for", { name: catalogue.name }),
    side: "right",
    look: "btn quiet icon slim more",
    items: [
      catalogue.schedule && {
        icon: catalogue.paused ? "play" : "pause",
        text: t(catalogue.paused ? "catalogue.resume" : "catalogue.pause"),
        act: () => pause(catalogue),
      },
      { icon: "trash", text: t("delete"), bad: true, act: () => remove(catalogue) },
    ],
  });

/** One catalogue: where it comes from, what its last run found, when the next one is. */
export const catalogueRow = (catalogue, run, { start, pause, remove }) => {
  const { name, source_url: source, paused, source_error: error } = catalogue;
  return html`<li class="row wide pad" data-catalogue=${catalogue.id}>
    <div class="stack grow">
      <p class="row tight"><a class="cut" href="/catalogues/${catalogue.id}" title=${name}><b>${name}</b></a>${paused ? html`<span class="pill">${icon("paused")}${t("status.paused")}</span>` : nothing}</p>
      <p class="small muted">${timesInWords(catalogue)}</p>
      ${source ? html`<p class="small muted cut" title=${source}>${source}</p>` : nothing}
      <p class="small">${lastRun(catalogue, run)}${next(catalogue)}</p>
      ${error ? html`<p class="small bad row tight">${icon("errors")}<span>${error}</span></p>` : nothing}
    </div>
    <div class="row tight end">
      ${runNow(catalogue, start)} ${moreOf(catalogue, { pause, remove })}
    </div>
  </li>`;
};

function lastRun({ last_run: id }, run) {
  if (!id) return t("catalogue.no_run");
  if (!run) return html`<a href="/batches/${id}">${t("catalogue.last_run")}</a>.`;
  const when = html`<time datetime=${run.created_at} title=${wholeDate(run.created_at)}>${age(run.created_at)}</time>`;
  return rich("catalogue.run_when", { run: html`<a href="/batches/${id}">${found(run)}</a>`, when });
}

function found(run) {
  const status = statusOf(run).text;
  if (!hasEnded(run) || !run.catalogue?.changes) return t("catalogue.last_status", { status });
  return changesInWords(run.catalogue);
}

export const next = ({ next_run_at: at, paused }) =>
  at && !paused ? html` ${rich("catalogue.next", { when: html`<time datetime=${at} title=${wholeDate(at)}>${moment(at)}</time>` })}` : nothing;
