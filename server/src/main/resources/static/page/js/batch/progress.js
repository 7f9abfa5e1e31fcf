import { bytes, clock, count, duration, exactClock, moment, percentParts, saved, size } from "../format.js";
import { html, nothing } from "../html.js";
import { bar, progressBar, weigh } from "../ui/bar.js";
import { styled } from "../ui/styled.js";
import { hasEnded, recipeWords } from "../words.js";
import { spark } from "./spark.js";
import { list, t } from "../text.js";
import { rich } from "../ui/rich.js";

/** One number first: how far it is while it runs, what it saved once it ended. */
export function progress(batch, { rates, stale, watched }) {
  const { counts } = batch;
  const ended = hasEnded(batch);
  return html`
    <section class="panel progress ${stale ? "stale" : ""} ${watched ? "live-layout" : ""}" aria-labelledby="progress-title">
      <h2 class="sr" id="progress-title">${t(ended ? "result" : "progress")}</h2>
      <div class="pad-l stack">
        <div class="row tight lead-figure">${ended ? result(batch) : share(batch)}<p class="end aside">${stale ? html`<small>${t("progress.as_of", { time: exactClock(stale) })}</small>` : ended ? smaller(batch) : left(batch)}</p></div>
        ${ended ? bar(counts) : progressBar(counts)}
        ${key(counts, ended)}
      </div>
      <div class="figs">${ended ? endFigures(batch) : runFigures(batch, rates)}</div>
    </section>`;
}

function share({ completion_percentage: percent }) {
  const { number, sign } = percentParts(percent, percent === 100 ? 0 : 1);
  return html`<p class="big">${number}<small>${sign}</small></p>`;
}

function result({ counts, bytes_in: before, bytes_out: after, status }) {
  if (!counts.stored) return html`<p class="big words">${t(status === "cancelled" ? "result.nothing" : "result.none")}</p>`;
  const { number, unit } = bytes(before - after);
  return html`<p class="big">${number}<small>&nbsp;${t("result.saved", { unit })}</small></p>`;
}

const smaller = ({ counts, bytes_in: before, bytes_out: after }) =>
  counts.stored ? rich("result.smaller", { share: html`<span class="good">${saved(before, after).text}</span>` }) : nothing;

function left({ status, eta_seconds: eta, waiting_hosts: hosts }) {
  if (status === "paused") return html`<small>${t("progress.paused")}</small>`;
  if (status === "pending") return html`<small>${t("status.pending")}</small>`;
  // The estimate may say a moment, but a host that makes us wait takes longer.
  const [host] = [...(hosts ?? [])].sort((a, b) => (a.resume_at < b.resume_at ? 1 : -1));
  if (host && !(eta >= 1)) return html`<small>${rich("progress.waits", { host: host.host, time: clock(host.resume_at) })}</small>`;
  if (eta !== null && eta !== undefined && eta < 1) return html`<small>${t("progress.last")}</small>`;
  return eta === null || eta === undefined ? html`<small>${t("progress.working_out")}</small>` : rich("progress.left", { time: duration(eta) });
}

const key = ({ total, processed, stored, failed, distinct }, ended) => html`
  <div class="key" ${styled("--digits", count(total).length)}>
    <span class="s"><i></i>${rich("key.stored", { n: stored })}</span>
    ${failed ? html`<a class="f" href="#failures"><i></i>${rich("key.failed", { n: failed })}</a>` : html`<span class="f"><i></i>${rich("key.failed", { n: 0 })}</span>`}
    ${ended && total === processed ? nothing : html`<span><i></i>${rich(ended ? "key.not_fetched" : "key.waiting", { n: total - processed })}</span>`}
    <span class="end">${rich("key.of", { n: total, distinct })}</span>
  </div>`;

const seconds = (batch) => (new Date(batch.finished_at ?? Date.now()) - new Date(batch.created_at)) / 1000;

const runFigures = (batch, rates) => html`
  <div class="fig">${spark(batch, rates)}</div>
  <div class="fig stack"><div><span class="label">${t("progress.saved")}</span><strong>${soFar(batch)}</strong></div>${weigh(batch.bytes_in, batch.bytes_out, size)}</div>
  <div class="fig stack"><div><span class="label">${t("progress.running")}</span><strong>${duration(seconds(batch))}</strong></div>
    <dl class="facts"><dt>${t("started")}</dt><dd>${moment(batch.created_at)}</dd><dt>${t("recipe")}</dt><dd>${list([t("recipe.quality", { quality: batch.recipe.quality }), recipeWords(batch.recipe)])}</dd>${batch.priority ? html`<dt>${t("priority")}</dt><dd>${batch.priority}</dd>` : nothing}</dl></div>`;

function soFar({ counts, bytes_in: before, bytes_out: after }) {
  if (!counts.stored) return html`<span class="muted">–</span>`;
  const gain = saved(before, after);
  return html`${size(gain.bytes)} <span class="good">${gain.text}</span>`;
}

const endFigures = (batch) => html`
  <div class="fig stack">${batch.counts.stored ? html`<span class="label">${t("result.weight_of", { n: batch.counts.stored })}</span>${weigh(batch.bytes_in, batch.bytes_out, size)}` : html`<span class="label">${t("result.weight")}</span><span class="muted">${t("result.nothing_stored")}</span>`}</div>
  <div class="fig"><span class="label">${t("took")}</span><strong>${duration(seconds(batch))}</strong><span class="small muted">${pace(batch)}</span></div>
  <div class="fig"><span class="label">${t("recipe")}</span><strong>${t("result.quality", { quality: batch.recipe.quality })}</strong><span class="small muted">${recipeWords(batch.recipe)}</span></div>`;

const pace = (batch) =>
  batch.counts.processed ? t("result.pace", { pace: count(Math.max(1, batch.counts.processed / Math.max(seconds(batch), 0.001))) }) : nothing;
