import { age, count, saved, size } from "../format.js";
import { html, nothing, svg } from "../html.js";
import { t } from "../text.js";
import { hasEnded } from "../words.js";

const MOST = 30;
const LEAST = 12;
const STEP = 24;
const HEIGHT = 120;

/** What a catalogue saves, run by run: how heavy its pictures came, how heavy they are, and how many were not made anew. */
export function savings(runs) {
  const ended = runs
    .filter((run) => hasEnded(run) && run.counts.stored > 0)
    .slice(0, MOST)
    .reverse();
  if (ended.length < 2) return nothing;
  const last = ended.at(-1);
  const gain = saved(last.bytes_in, last.bytes_out);
  const compared = ended.filter(({ catalogue }) => catalogue?.changes?.since);
  const spared = compared.reduce((sum, { catalogue }) => sum + catalogue.changes.unchanged, 0);
  return html`<section class="panel pad-l stack savings" aria-labelledby="savings-title">
    <h2 id="savings-title">${t("savings")}</h2>
    <dl class="counts">
      ${figure(t("savings.lighter"), gain.text, t("savings.last", { size: size(gain.bytes) }))}
      ${figure(t("savings.spared"), count(spared), t("savings.runs", { n: compared.length }))}
    </dl>
    <figure>
      ${chart(ended)}
      <figcaption class="row small muted">
        <span><i class="key was"></i>${t("savings.before")}</span><span><i class="key is"></i>${t("savings.after")}</span>
        <span class="end">${span(ended)}</span>
      </figcaption>
    </figure>
  </section>`;
}

const figure = (label, number, more) => html`<div class="fig">
  <dt class="label">${label}</dt>
  <dd><strong>${number}</strong> <span class="small muted">${more}</span></dd>
</div>`;

function span(runs) {
  const [from, to] = [age(runs[0].created_at), age(runs.at(-1).created_at)];
  return from === to ? from : t("savings.span", { from, to });
}

function chart(runs) {
  const most = Math.max(...runs.map((run) => run.bytes_in), 1);
  const width = Math.max(runs.length, LEAST) * STEP;
  const from = saved(runs[0].bytes_in, runs[0].bytes_out).text;
  const to = saved(runs.at(-1).bytes_in, runs.at(-1).bytes_out).text;
  const words = t("savings.chart", { n: runs.length, from, to });
  return html`<svg class="columns" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${words}>
    ${runs.map((run, i) => column(run, i * STEP, most))}<line class="base" x1="0" x2=${width} y1=${HEIGHT} y2=${HEIGHT}></line>
  </svg>`;
}

function column({ bytes_in: before, bytes_out: after, created_at: at }, x, most) {
  const high = (bytes) => Math.max(1, (bytes / most) * (HEIGHT - 4));
  const bar = (look, left, bytes) =>
    svg`<rect class=${look} x=${x + left} y=${(HEIGHT - high(bytes)).toFixed(1)} width=${STEP * 0.36} height=${high(bytes).toFixed(1)}></rect>`;
  return svg`<g><title>${age(at)}: ${size(before)} → ${size(after)}</title>${bar("was", STEP * 0.12, before)}${bar("is", STEP * 0.52, after)}</g>`;
}
