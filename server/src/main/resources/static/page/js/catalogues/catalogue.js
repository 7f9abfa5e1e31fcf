import { getCatalogue, listBatches, NoAnswer } from "../api.js";
import { html, nothing } from "../html.js";
import { every, painter } from "../paint.js";
import { go } from "../router.js";
import { t } from "../text.js";
import { icon } from "../ui/icons.js";
import { rich } from "../ui/rich.js";
import { bones, empty, refused } from "../ui/void.js";
import { acts } from "./acts.js";
import { history } from "./history.js";
import { moreOf, next, runNow } from "./row.js";
import { savings } from "./savings.js";
import { timesInWords } from "./words.js";

const MOST = 50;
const SECONDS = 5;

/** One catalogue that comes again: its runs so far, what each of them changed, and what it saves. */
export function cataloguePage(host, { id }) {
  document.title = `${t("catalogue")} · imgmill`;
  const state = { catalogue: null, runs: null, more: false, error: null };
  const draw = painter(host, () => view(state, { load, ...doing, remove: (catalogue) => doing.remove(catalogue, () => go("/catalogues")) }));
  const doing = acts(load);
  const be = (change) => {
    Object.assign(state, change);
    draw();
  };

  async function load() {
    try {
      const [catalogue, { data, next: more }] = await Promise.all([getCatalogue(id), listBatches({ catalogue: id, limit: MOST })]);
      document.title = `${catalogue.name} · imgmill`;
      be({ catalogue, runs: data, more: Boolean(more), error: null });
    } catch (error) {
      be({ error });
    }
  }

  draw();
  // A refusal stands until someone asks again.
  return every(SECONDS * 1000, () => (state.error && !(state.error instanceof NoAnswer) ? undefined : load()));
}

function view({ catalogue, runs, more, error }, act) {
  if (error) return html`<section class="panel">${refused(error, act.load, SECONDS)}</section>`;
  if (!catalogue) return html`<section class="panel">${bones(3)}</section>`;
  const { name, paused, source_url: source, source_error: trouble } = catalogue;
  return html` <div class="row wide">
      <div class="stack">
        <p class="crumb"><a href="/catalogues">${t("catalogues")}</a> <span>/ ${t("catalogue")}</span></p>
        <h1 class="cut" title=${name}>${name}</h1>
        <p class="muted">${timesInWords(catalogue)}</p>
        <p class="small muted">${next(catalogue)}</p>
        ${source ? html`<p class="small muted cut" title=${source}>${source}</p>` : nothing}
      </div>
      <span class="end"></span>
      <div class="row tight actions">
        ${paused ? html`<span class="pill">${icon("paused")}${t("status.paused")}</span>` : nothing} ${runNow(catalogue, act.start)} ${moreOf(catalogue, act)}
      </div>
    </div>
    ${trouble ? html`<div class="note bad" role="status">${icon("errors")}<div><b>${t("catalogue.not_fetched")}</b> ${trouble}</div></div>` : nothing} ${savings(runs)}
    <section class="panel" aria-labelledby="runs-title">
      <header><h2 id="runs-title">${t("runs")}</h2></header>
      ${runs.length ? history(runs) : none(catalogue)} ${more ? html`<p class="pad small muted">${rich("runs.last", { most: MOST, link: html`<a href="/docs">GET /v1/batches?catalogue=</a>` })}</p>` : nothing}
    </section>`;
}

const none = ({ name, source_url: source }) =>
  empty({
    icon: "file",
    title: t("runs.none"),
    text: t(source ? "runs.none_fetched" : "runs.none_handed_in", { name }),
  });
