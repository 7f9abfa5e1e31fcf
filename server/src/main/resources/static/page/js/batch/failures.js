import { fileOf } from "../api.js";
import { count } from "../format.js";
import { html, nothing, repeat } from "../html.js";
import { icon } from "../ui/icons.js";
import { retry } from "../verbs.js";
import { failureTitle, hasEnded } from "../words.js";
import { t } from "../text.js";

/** Why images failed, the most frequent reason first, with the hosts it happened at. */
export function failures(batch, { acted, wide, show }) {
  const { failed } = batch.counts;
  const reasons = [...(batch.failures ?? [])].sort((a, b) => b.count - a.count);
  const ended = hasEnded(batch);
  return html`
    <section class="panel failures" id="failures" aria-labelledby="failures-title">
      <header><h2 id="failures-title">${failed ? t("failures.n", { n: failed }) : t("failures.none")}</h2>
        ${failed ? html`<div class="row end"><a class="btn slim" href=${fileOf(batch.id, "errors.csv")} download>${icon("download")}${t("failures.csv")}</a>${ended ? html`<button class="btn slim" type="button" @click=${() => retry(batch, acted)}>${icon("retry")}${t("failures.retry", { n: failed })}</button>` : nothing}</div>` : nothing}
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

const quiet = ({ counts }, ended) => t(!counts.processed ? "failures.none_ended" : ended ? "failures.all_stored" : "failures.all_so_far");

const group = ({ code, message, retryable, count: n, hosts }, { batch, acted, open, ended, show }) => html`
  <details class="fail" ?open=${open}>
    <summary><span class="turn">${icon("right")}</span><b>${failureTitle(code)}</b><span class="n">${count(n)}</span><p>${message}</p></summary>
    <ul class="hosts">
      ${(hosts ?? []).map((at) => html`<li><span class="cut mono" title=${at.host}>${at.host || t(batch.pictures ? "failures.pictures" : "failures.no_host")}</span><span>${count(at.count)}</span>${at.detail ? html`<p>${at.detail}</p>` : nothing}</li>`)}
      <li class="row"><button class="btn slim" type="button" @click=${() => show(code)}>${icon("image")}${t("failures.show", { n })}</button>${retryable && ended ? html`<button class="btn slim" type="button" @click=${() => retry(batch, acted, [code])}>${icon("retry")}${t("failures.retry_these", { n })}</button>` : nothing}</li>
    </ul>
  </details>`;
