import { changesInWords } from "../batch/changed.js";
import { age, moment, wholeDate } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { menu } from "../ui/menu.js";
import { hasEnded, statusOf } from "../words.js";
import { timesInWords } from "./words.js";

/** One catalogue: where it comes from, what its last run found, when the next one is. */
export const catalogueRow = (catalogue, run, { start, pause, remove }) => {
  const { name, source_url: source, schedule, paused, source_error: error } = catalogue;
  return html`<li class="row wide pad" data-catalogue=${catalogue.id}>
    <div class="stack grow">
      <p class="row tight"><b class="cut" title=${name}>${name}</b>${paused ? html`<span class="pill">${icon("paused")}Paused</span>` : nothing}</p>
      <p class="small muted">${timesInWords(catalogue)}</p>
      ${source ? html`<p class="small muted cut" title=${source}>${source}</p>` : nothing}
      <p class="small">${lastRun(catalogue, run)}${next(catalogue)}</p>
      ${error ? html`<p class="small bad row tight">${icon("errors")}<span>${error}</span></p>` : nothing}
    </div>
    <div class="row tight end">
      ${source ? html`<button class="btn slim" type="button" aria-label="Run ${name} now" @click=${() => start(catalogue)}>${icon("play")}Run now</button>` : nothing}
      ${menu({
        summary: icon("more"),
        label: `More for ${name}`,
        side: "right",
        look: "btn quiet icon slim more",
        items: [
          schedule && { icon: paused ? "play" : "pause", text: paused ? "Fetch by schedule again" : "Pause the schedule", act: () => pause(catalogue) },
          { icon: "trash", text: "Delete", bad: true, act: () => remove(catalogue) },
        ],
      })}
    </div>
  </li>`;
};

function lastRun({ last_run: id }, run) {
  if (!id) return "No run yet.";
  if (!run) return html`<a href="/batches/${id}">Last run</a>.`;
  const when = html`<time datetime=${run.created_at} title=${wholeDate(run.created_at)}>${age(run.created_at)}</time>`;
  return html`<a href="/batches/${id}">${found(run)}</a>, ${when}.`;
}

function found(run) {
  const status = statusOf(run).text;
  if (!hasEnded(run) || !run.catalogue?.changes) return `Last run: ${status}`;
  return changesInWords(run.catalogue);
}

const next = ({ next_run_at: at, paused }) => (at && !paused ? html` Next: <time datetime=${at} title=${wholeDate(at)}>${moment(at)}</time>.` : nothing);
