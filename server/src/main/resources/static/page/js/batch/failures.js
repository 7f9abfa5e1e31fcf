import { fileOf } from "../api.js";
import { count, plural } from "../format.js";
import { html, nothing, repeat } from "../html.js";
import { icon } from "../ui/icons.js";
import { retry } from "../verbs.js";
import { failureTitle, hasEnded } from "../words.js";

/** Why images failed, the most frequent reason first, with the hosts it happened at. */
export function failures(batch, { acted, wide, show }) {
  const { failed } = batch.counts;
  const reasons = [...(batch.failures ?? [])].sort((a, b) => b.count - a.count);
  const ended = hasEnded(batch);
  return html`
    <section class="panel failures" id="failures" aria-labelledby="failures-title">
      <header><h2 id="failures-title">${failed ? `${plural(failed, "image")} failed` : "Nothing failed"}</h2>
        ${failed ? html`<div class="row end"><a class="btn slim" href=${fileOf(batch.id, "errors.csv")} download>${icon("download")}Errors CSV</a>${ended ? html`<button class="btn slim" type="button" @click=${() => retry(batch, acted)}>${icon("retry")}Retry ${failed > 1 ? `all ${count(failed)}` : "it"}</button>` : nothing}</div>` : nothing}
      </header>
      ${
        failed
          ? html`<div class="list">${repeat(
              reasons,
              ({ code }) => code,
              (reason, i) => group(reason, { batch, acted, open: i === 0 || wide, ended, show }),
            )}</div>`
          : html`<p class="pad small muted">${quiet(batch, ended)}</p>`
      }
    </section>`;
}

const quiet = ({ counts }, ended) =>
  !counts.processed ? "No image has ended yet." : ended ? "Every image that was fetched is stored." : "Every image so far is stored.";

const group = ({ code, message, retryable, count: n, hosts }, { batch, acted, open, ended, show }) => html`
  <details class="fail" ?open=${open}>
    <summary><span class="turn">${icon("right")}</span><b>${failureTitle(code)}</b><span class="n">${count(n)}</span><p>${message}</p></summary>
    <ul class="hosts">
      ${(hosts ?? []).map((at) => html`<li><span class="cut mono" title=${at.host}>${at.host || (batch.pictures ? "Pictures that came in" : "No host")}</span><span>${count(at.count)}</span>${at.detail ? html`<p>${at.detail}</p>` : nothing}</li>`)}
      <li class="row"><button class="btn slim" type="button" @click=${() => show(code)}>${icon("image")}Show ${n > 1 ? "these images" : "this image"}</button>${retryable && ended ? html`<button class="btn slim" type="button" @click=${() => retry(batch, acted, [code])}>${icon("retry")}Retry ${n > 1 ? `these ${count(n)}` : "this one"}</button>` : nothing}</li>
    </ul>
  </details>`;
