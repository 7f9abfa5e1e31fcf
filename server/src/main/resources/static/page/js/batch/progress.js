import { bytes, clock, count, duration, exactClock, moment, plural, saved, size } from "../format.js";
import { html, nothing } from "../html.js";
import { bar, progressBar, weigh } from "../ui/bar.js";
import { styled } from "../ui/styled.js";
import { hasEnded, recipeWords } from "../words.js";
import { spark } from "./spark.js";

/** One number first: how far it is while it runs, what it saved once it ended. */
export function progress(batch, { rates, stale, watched }) {
  const { counts } = batch;
  const ended = hasEnded(batch);
  return html`
    <section class="panel progress ${stale ? "stale" : ""} ${watched ? "live-layout" : ""}" aria-labelledby="progress-title">
      <h2 class="sr" id="progress-title">${ended ? "Result" : "Progress"}</h2>
      <div class="pad-l stack">
        <div class="row tight lead-figure">${ended ? result(batch) : share(batch)}<p class="end aside">${stale ? html`<small>as of ${exactClock(stale)}</small>` : ended ? smaller(batch) : left(batch)}</p></div>
        ${ended ? bar(counts) : progressBar(counts)}
        ${key(counts, ended)}
      </div>
      <div class="figs">${ended ? endFigures(batch) : runFigures(batch, rates)}</div>
    </section>`;
}

const share = ({ completion_percentage: percent }) => html`<p class="big">${percent === 100 ? "100" : percent.toFixed(1)}<small>%</small></p>`;

function result({ counts, bytes_in: before, bytes_out: after, status }) {
  if (!counts.stored) return html`<p class="big words">${status === "cancelled" ? "Nothing stored" : "No image could be stored"}</p>`;
  const { number, unit } = bytes(before - after);
  return html`<p class="big">${number}<small>&nbsp;${unit} saved</small></p>`;
}

const smaller = ({ counts, bytes_in: before, bytes_out: after }) =>
  counts.stored ? html`<span class="good">${saved(before, after).text}</span> <small>smaller</small>` : nothing;

function left({ status, eta_seconds: eta, waiting_hosts: hosts }) {
  if (status === "paused") return html`<small>Those in flight were finished first</small>`;
  if (status === "pending") return html`<small>Waiting for its turn</small>`;
  // What is in sight may be a moment; what a host makes us wait for is not.
  const [host] = [...(hosts ?? [])].sort((a, b) => (a.resume_at < b.resume_at ? 1 : -1));
  if (host && !(eta >= 1)) return html`<small>Waiting for <b>${host.host}</b> until ${clock(host.resume_at)}</small>`;
  if (eta !== null && eta !== undefined && eta < 1) return html`<small>The last images are on their way</small>`;
  return eta === null || eta === undefined ? html`<small>Working out how long</small>` : html`${duration(eta)} <small>left</small>`;
}

const key = ({ total, processed, stored, failed, distinct }, ended) => html`
  <div class="key" ${styled("--digits", count(total).length)}>
    <span class="s"><i></i><b>${count(stored)}</b> stored</span>
    ${failed ? html`<a class="f" href="#failures"><i></i><b>${count(failed)}</b> failed</a>` : html`<span class="f"><i></i><b>0</b> failed</span>`}
    ${ended && total === processed ? nothing : html`<span><i></i><b>${count(total - processed)}</b> ${ended ? "not fetched" : "waiting"}</span>`}
    <span class="end">of <b>${count(total)}</b> ${total === 1 ? "image" : "images"}, ${count(distinct)} distinct</span>
  </div>`;

const seconds = (batch) => (new Date(batch.finished_at ?? Date.now()) - new Date(batch.created_at)) / 1000;

const runFigures = (batch, rates) => html`
  <div class="fig">${spark(batch, rates)}</div>
  <div class="fig stack"><div><span class="label">Saved so far</span><strong>${soFar(batch)}</strong></div>${weigh(batch.bytes_in, batch.bytes_out, size)}</div>
  <div class="fig stack"><div><span class="label">Running for</span><strong>${duration(seconds(batch))}</strong></div>
    <dl class="facts"><dt>Started</dt><dd>${moment(batch.created_at)}</dd><dt>Recipe</dt><dd>quality ${batch.recipe.quality}, ${recipeWords(batch.recipe)}</dd>${batch.priority ? html`<dt>Priority</dt><dd>${batch.priority}</dd>` : nothing}</dl></div>`;

function soFar({ counts, bytes_in: before, bytes_out: after }) {
  if (!counts.stored) return html`<span class="muted">–</span>`;
  const gain = saved(before, after);
  return html`${size(gain.bytes)} <span class="good">${gain.text}</span>`;
}

const endFigures = (batch) => html`
  <div class="fig stack">${batch.counts.stored ? html`<span class="label">Weight of the ${plural(batch.counts.stored, "stored image")}</span>${weigh(batch.bytes_in, batch.bytes_out, size)}` : html`<span class="label">Weight</span><span class="muted">Nothing is stored.</span>`}</div>
  <div class="fig"><span class="label">Took</span><strong>${duration(seconds(batch))}</strong><span class="small muted">${pace(batch)}</span></div>
  <div class="fig"><span class="label">Recipe</span><strong>Quality ${batch.recipe.quality}</strong><span class="small muted">${recipeWords(batch.recipe)}</span></div>`;

const pace = (batch) =>
  batch.counts.processed ? `${count(Math.max(1, batch.counts.processed / Math.max(seconds(batch), 0.001)))} images per second` : nothing;
