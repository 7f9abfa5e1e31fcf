import { changeCatalogue, createCatalogue, deleteCatalogue, getBatch, listCatalogues, NoAnswer, runCatalogue } from "../api.js";
import { hasEnded } from "../words.js";
import { html, nothing, repeat } from "../html.js";
import { every, painter } from "../paint.js";
import { ask } from "../ui/ask.js";
import { icon } from "../ui/icons.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { bones, empty, refused } from "../ui/void.js";
import { catalogueRow } from "./row.js";
import { OFTEN } from "./words.js";

const MOST = 100;
const SECONDS = 5;

/** Catalogues that come again: their last runs and their next ones. */
export function cataloguesPage(host) {
  document.title = "Catalogues · imgmill";
  const state = { catalogues: null, more: false, runs: new Map(), error: null, busy: false };
  const draw = painter(host, () => view(state, { create, start, pause, remove, load }));
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

  async function act(work, said, failed) {
    try {
      await work();
      if (said) notify({ tone: "good", icon: "done", title: said, seconds: 6 });
      await load();
    } catch (error) {
      notifyProblem(error, failed);
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
    await act(
      async () => {
        await createCatalogue(made);
        form.reset();
      },
      null,
      "The catalogue could not be made.",
    );
    be({ busy: false });
  }

  const start = ({ id, name }) => act(() => runCatalogue(id), `${name} is fetched in a moment.`, "It could not be run.");
  const pause = ({ id, paused }) => act(() => changeCatalogue(id, { paused: !paused }), null, "It could not be changed.");

  async function remove({ id, name }) {
    const text = "Its runs stay, with their outputs. What they learnt is forgotten: who hands it in again has all of it fetched and made anew.";
    if (await ask({ title: `Delete ${name}?`, text, yes: "Delete", no: "Keep it" })) await act(() => deleteCatalogue(id), null, "It could not be deleted.");
  }

  draw();
  // A refusal stands until someone asks again.
  return every(SECONDS * 1000, () => (state.error && !(state.error instanceof NoAnswer) ? undefined : load()));
}

function view({ catalogues, more, runs, error, busy }, act) {
  return html` <div class="stack">
      <h1>Catalogues</h1>
      <p class="lead">A catalogue that comes again keeps its links: only what changed is fetched and made anew.</p>
    </div>
    ${
      error
        ? html`<section class="panel">${refused(error, act.load, SECONDS)}</section>`
        : html` <div class="split">
            <section class="panel" aria-labelledby="all-title">
              <header><h2 id="all-title">All catalogues</h2></header>
              ${catalogues ? listed(catalogues, runs, act) : bones(3)}
              ${more ? html`<p class="pad small muted">These are the first ${MOST} by name; the others are at <a href="/docs">GET /v1/catalogues</a>.</p>` : nothing}
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
        title: "No catalogues yet",
        text: "Make one here, and name it when you hand its list in: catalogue=autumn. Or say where the list lies, and it is fetched.",
      });

const form = (busy, create) =>
  html` <form class="panel pad stack mid" @submit=${create} aria-labelledby="make-title">
    <h2 id="make-title">Make a catalogue</h2>
    <div class="field">
      <label for="catalogue-name">Name</label
      ><input class="input" id="catalogue-name" name="name" required maxlength="200" autocomplete="off" placeholder="autumn" />
    </div>
    <div class="field">
      <label for="catalogue-source">Where its list lies, if it shall be fetched</label
      ><input class="input" id="catalogue-source" name="source" type="url" autocomplete="off" placeholder="https://shop.example/products.csv" />
    </div>
    <div class="field">
      <label for="catalogue-schedule">How often</label
      ><select class="input" id="catalogue-schedule" name="schedule">
        ${OFTEN.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
      </select>
    </div>
    <div class="row">
      <span class="end"></span><button class="btn primary" aria-busy=${busy}>${icon(busy ? "running" : "done", busy && "spin")}Make the catalogue</button>
    </div>
  </form>`;
