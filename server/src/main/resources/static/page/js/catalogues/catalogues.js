import { createCatalogue, getBatch, listCatalogues, NoAnswer } from "../api.js";
import { hasEnded } from "../words.js";
import { html, nothing, repeat } from "../html.js";
import { every, painter } from "../paint.js";
import { icon } from "../ui/icons.js";
import { bones, empty, refused } from "../ui/void.js";
import { acts } from "./acts.js";
import { catalogueRow } from "./row.js";
import { OFTEN } from "./words.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

const MOST = 100;
const SECONDS = 5;

/** Catalogues that come again: their last runs and their next ones. */
export function cataloguesPage(host) {
  document.title = `${t("catalogues")} · imgmill`;
  const state = { catalogues: null, more: false, runs: new Map(), error: null, busy: false };
  const draw = painter(host, () => view(state, { create, load, ...doing }));
  const doing = acts(load);
  const be = (change) => {
    Object.assign(state, change);
    draw();
  };

  async function load() {
    try {
      const { data, next } = await listCatalogues({ limit: MOST });
      be({ catalogues: data, more: Boolean(next), error: null });
      await Promise.all(data.filter(isUnknown).map(look));
      draw();
    } catch (error) {
      be({ error });
    }
  }

  /** A run that has ended and was compared stays as it is. */
  const isUnknown = ({ last_run: id }) => id && !isDone(state.runs.get(id));

  const isDone = (run) => run && hasEnded(run) && (run.catalogue?.changes || run.status === "cancelled");

  async function look({ last_run: id }) {
    try {
      state.runs.set(id, await getBatch(id));
    } catch (error) {
      // Deleted since the list was made: the next one names another.
      if (error.status !== 404) throw error;
    }
  }

  async function create(event) {
    event.preventDefault();
    const form = event.target;
    const fields = new FormData(form);
    const source = fields.get("source").trim();
    const schedule = source ? fields.get("schedule") : "";
    const made = {
      name: fields.get("name").trim(),
      ...(source && { source_url: source }),
      ...(schedule && { schedule, time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    };
    be({ busy: true });
    await doing.act(
      async () => {
        await createCatalogue(made);
        form.reset();
      },
      null,
      t("catalogue.not_made"),
    );
    be({ busy: false });
  }

  draw();
  // A refusal stands until someone asks again.
  return every(SECONDS * 1000, () => (state.error && !(state.error instanceof NoAnswer) ? undefined : load()));
}

function view({ catalogues, more, runs, error, busy }, act) {
  return html` <div class="stack">
      <h1>${t("catalogues")}</h1>
      <p class="lead">${t("catalogues.lead")}</p>
    </div>
    ${
      error
        ? html`<section class="panel">${refused(error, act.load, SECONDS)}</section>`
        : html` <div class="split">
            <section class="panel" aria-labelledby="all-title">
              <header><h2 id="all-title">${t("catalogues.all")}</h2></header>
              ${catalogues ? listed(catalogues, runs, act) : bones(3)}
              ${more ? html`<p class="pad small muted">${rich("catalogues.first", { most: MOST, link: html`<a href="/docs">GET /v1/catalogues</a>` })}</p>` : nothing}
            </section>
            ${form(busy, act.create)}
          </div>`
    }`;
}

const listed = (catalogues, runs, act) =>
  catalogues.length
    ? html`<ul class="list">
        ${repeat(
          catalogues,
          ({ id }) => id,
          (catalogue) => catalogueRow(catalogue, runs.get(catalogue.last_run), act),
        )}
      </ul>`
    : empty({
        icon: "file",
        title: t("catalogues.none"),
        text: t("catalogues.none_why"),
      });

const form = (busy, create) =>
  html` <form class="panel pad stack mid" @submit=${create} aria-labelledby="make-title">
    <h2 id="make-title">${t("catalogue.new")}</h2>
    <div class="field">
      <label for="catalogue-name">${t("name")}</label
      ><input class="input" id="catalogue-name" name="name" required maxlength="200" autocomplete="off" placeholder=${t("catalogue.example")} />
    </div>
    <div class="field">
      <label for="catalogue-source">${t("catalogue.source")}</label
      ><input class="input" id="catalogue-source" name="source" type="url" autocomplete="off" placeholder="https://shop.example/products.csv" />
    </div>
    <div class="field">
      <label for="catalogue-schedule">${t("catalogue.often")}</label
      ><select class="input" id="catalogue-schedule" name="schedule">
        ${OFTEN.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
      </select>
    </div>
    <div class="row">
      <span class="end"></span><button class="btn primary" aria-busy=${busy}>${icon(busy ? "running" : "done", busy && "spin")}${t("catalogue.make")}</button>
    </div>
  </form>`;
