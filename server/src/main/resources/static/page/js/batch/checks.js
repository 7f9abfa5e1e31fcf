import { fileOf, getChecks } from "../api.js";
import { count } from "../format.js";
import { html, nothing, repeat } from "../html.js";
import { t } from "../text.js";
import { icon } from "../ui/icons.js";
import { hasEnded } from "../words.js";

const AGAIN = 2000;

const MARKETPLACES = { google_merchant: "Google Merchant", amazon: "Amazon", ebay: "eBay" };

/** What a shop wants to know of its pictures, some seconds after the end. */
export function checks(id, redraw) {
  const state = { found: null, marketplace: "", ended: false, asked: 0 };
  let timer = null;

  async function ask() {
    timer = null;
    const asked = ++state.asked;
    try {
      const found = await getChecks(id, { marketplace: state.marketplace });
      if (asked !== state.asked) return;
      state.found = found;
      if (found.state === "waiting" && state.ended) timer = setTimeout(ask, AGAIN);
      redraw();
    } catch (e) {
      console.debug("the checks are asked for when the page is opened next", e);
    }
  }

  function choose(marketplace) {
    clearTimeout(timer);
    state.marketplace = marketplace;
    ask();
  }

  return {
    look(batch) {
      const was = state.ended;
      state.ended = hasEnded(batch);
      if (state.ended && !was) ask();
      if (!state.ended) state.found = null;
    },
    view: () => (state.found?.state === "done" ? panel(id, state, choose) : nothing),
    close: () => clearTimeout(timer),
  };
}

const csv = (id, params) => `${fileOf(id, "checks.csv")}${String(params) ? `?${params}` : ""}`;

function panel(id, { found, marketplace }, choose) {
  const named = found.checks.filter(({ images }) => images > 0);
  const params = (more = {}) => new URLSearchParams({ ...(marketplace ? { marketplace } : {}), ...more });
  return html`
    <section class="panel checks" id="checks" aria-labelledby="checks-title">
      <header><h2 id="checks-title">${t("checks.title")}</h2>
        <div class="row end">
          <select class="input slim" aria-label=${t("checks.marketplace")} @change=${(e) => choose(e.target.value)}>${["", ...Object.keys(MARKETPLACES)].map((value) => html`<option value=${value} ?selected=${value === marketplace}>${MARKETPLACES[value] ?? t("checks.any")}</option>`)}</select>
          ${named.length ? html`<a class="btn slim" href=${csv(id, params())} download>${icon("download")}${t("checks.csv")}</a>` : nothing}
        </div>
      </header>
      ${
        named.length
          ? html`<ul class="list">${repeat(
              named,
              ({ check }) => check,
              (one) => row(id, one, params),
            )}</ul>`
          : html`<p class="pad small muted">${t("checks.none")}</p>`
      }
    </section>`;
}

const row = (id, { check, images }, params) => html`
  <li class="check"><b>${t(`checks.${check}`)}</b><a class="n" href=${csv(id, params({ check }))} download title=${t("checks.these")}>${count(images)}</a><p>${t(`checks.${check}.why`)}</p></li>`;
