import { getImages, getProducts, NoAnswer } from "../api.js";
import { html, nothing, repeat } from "../html.js";
import { remember, remembered } from "../router.js";
import { finder } from "../ui/find.js";
import { icon } from "../ui/icons.js";
import { jumpTo, pager, segments } from "../ui/segments.js";
import { bones, empty } from "../ui/void.js";
import { failureTitle, hasEnded } from "../words.js";
import { openLook } from "./look.js";
import { tile } from "./tile.js";
import { t } from "../text.js";

const PRODUCTS = 12;
const REFRESH_MS = 2000;
const SHOWS = [
  ["", t("show.all")],
  ["stored", t("show.stored")],
  ["failed", t("show.failed")],
];
const SORTS = [
  ["", t("sort.catalogue")],
  ["look", t("sort.look")],
  ["saved", t("sort.saved")],
];

/** The images in catalogue order, a page of products at a time, so that it stays quick however long the catalogue is. */
export function gallery(id, batch, redraw) {
  const state = {
    products: null,
    next: null,
    pages: [""],
    show: remembered("show"),
    sort: remembered("sort"),
    code: remembered("code"),
    q: remembered("q"),
    output: "",
    error: null,
  };
  let call = null;
  let last = 0;
  let timer = 0;
  let askedAfterEnd = false;

  /** In another order images are listed one by one, and only those that have an output to look at. */
  async function ask(signal) {
    const page = { q: state.q.trim(), limit: PRODUCTS, after: state.pages.at(-1) };
    if (state.code) {
      const answer = await getImages(id, { ...page, code: state.code }, signal);
      return { ...answer, data: answer.data.map(asProduct) };
    }
    if (!state.sort) return getProducts(id, { ...page, status: state.show }, signal);
    const answer = await getImages(id, { ...page, sort: state.sort }, signal);
    return { ...answer, data: answer.data.map(asProduct) };
  }

  async function load() {
    call?.abort();
    call = new AbortController();
    const { signal } = call;
    last = Date.now();
    askedAfterEnd = ended();
    try {
      const answer = await ask(signal);
      Object.assign(state, { products: answer.data, next: answer.next, error: null });
    } catch (error) {
      if (error.name === "AbortError") return;
      state.error = error;
    }
    redraw();
    settle();
  }

  /** A list that was asked for before the end may show images waiting that have long been stored. */
  function settle() {
    if (state.products && !state.error && ended() && !askedAfterEnd && waits()) load();
  }

  const look = (change) => {
    Object.assign(state, { pages: [""] }, change);
    remember({ show: state.show, sort: state.sort, code: state.code, q: state.q.trim() });
    redraw();
    load();
  };
  const turnTo = (pages) => {
    state.pages = pages;
    load();
  };
  /** The page that begins with a row, or with the first one after it that the filter lets through: this needs no counting. The rows before it are one step back, as if the pages had been turned. */
  const jump = (row) => turnTo(row > 1 ? ["", String(row - 1)] : [""]);
  const inRows = () => !state.sort && !state.code;
  const canJump = () => inRows() && batch()?.rows > PRODUCTS && (state.pages.length > 1 || state.next !== null);
  const find = finder(t("images.find"), t("images.find_by"), (q) => look({ q }));
  const tiles = () => tilesOf(state.products, state.sort ? "" : state.show, state.output);
  const ended = () => batch() !== null && hasEnded(batch());
  const waits = () => state.show || tiles().some(({ image }) => image.status === "pending");
  const unsettled = () => !state.products || state.next === null || waits();

  load();
  return {
    load,
    failed: () => state.error !== null,
    /** Those that failed for one reason, and nothing else. */
    showFailed(code) {
      look({ show: "failed", sort: "", code });
      document.getElementById("images-title").scrollIntoView({ block: "start" });
      document.getElementById("images-title").focus({ preventScroll: true });
    },
    close: () => (call?.abort(), clearTimeout(timer)),
    /** While a batch runs, a page whose images all ended needs no second look. */
    batchMoved() {
      if (ended()) return settle();
      if (timer || !unsettled()) return;
      timer = setTimeout(
        () => {
          timer = 0;
          if (!document.hidden) load();
        },
        Math.max(0, last + REFRESH_MS - Date.now()),
      );
    },
    view: () => html`
      <section class="panel gallery" aria-labelledby="images-title">
        <header><h2 id="images-title" tabindex="-1">${t("images")}</h2>${segments(t("show"), SHOWS, state.sort ? "stored" : state.show, (show) => look({ show, sort: "", code: "" }))}${onlyReason(state.code, () => look({ code: "" }))}${outputChoice(batch()?.outputs, state.output, (output) => (Object.assign(state, { output }), redraw()))}${order(state.sort, (sort) => look({ sort, code: "" }))}${find(state.q)}</header>
        ${body(state, { tiles: tiles(), batch: batch(), look, load, behind: inRows() && state.pages.length > 1 && Number(state.pages.at(-1)), turnTo })}
        ${state.products?.length ? pager({ words: state.sort || state.code ? "" : words(state.products), jump: canJump() && jumpTo({ name: t("row"), last: batch().rows, jump }), labels: [html`${icon("left")}${t("previous")}`, html`${t("next")}${icon("right")}`], back: state.pages.length > 1 && (() => turnTo(state.pages.slice(0, -1))), forward: state.next && (() => turnTo([...state.pages, state.next])) }) : nothing}
      </section>`,
  };
}

const order = (chosen, choose) =>
  html`<select class="input slim" aria-label=${t("images.order")} @change=${(e) => choose(e.target.value)}>${SORTS.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}</select>`;

/** The reason that the images shown have in common. */
const onlyReason = (code, all) =>
  code
    ? html`<span class="pill bad">${failureTitle(code)}<button class="btn quiet icon slim" type="button" aria-label=${t("images.all_failed")} @click=${all}>${icon("close")}</button></span>`
    : nothing;

/** An image with the first place where its URL stands. */
const asProduct = ({ products: [place], ...image }) => ({
  row: place?.row ?? 0,
  serial: place?.serial ?? null,
  name: place?.name ?? null,
  images: [{ ...image, position: place?.position ?? 0 }],
});

/** A product's images that the filter lets through, one tile each. */
const tilesOf = (products, show, shown) =>
  (products ?? []).flatMap((product) =>
    product.images.filter((image) => !show || (image.status === "partial" ? "failed" : image.status) === show).map((image) => ({ product, image, shown })),
  );

/** Which of several outputs the pictures are. */
const outputChoice = (outputs, chosen, choose) =>
  outputs?.length > 1
    ? html`<select class="input slim" aria-label=${t("output")} @change=${(e) => choose(e.target.value)}>${outputs.map(({ name }) => html`<option value=${name} ?selected=${name === (chosen || outputs[0].name)}>${name}</option>`)}</select>`
    : nothing;

function body({ products, show, q, error }, { tiles, batch, look, load, behind, turnTo }) {
  if (error && !products)
    return empty({
      icon: error instanceof NoAnswer ? "cut" : "errors",
      title: t("images.failed"),
      text: error.detail || error.message,
      action: { icon: "retry", text: t("ask.again"), act: load },
    });
  if (!products) return bones(4);
  if (tiles.length) return html`<ul class="tiles">${repeat(tiles, keyOf, (one, i) => html`<li>${tile(one, () => openLook(batch, tiles, i))}</li>`)}</ul>`;
  if (behind)
    return empty({
      icon: "search",
      title: t("images.none_from", { first: behind + 1 }),
      action: { text: t("images.from_first"), act: () => turnTo([""]) },
    });
  if (q)
    return empty({
      icon: "search",
      title: t("find.nothing", { q }),
      text: t("images.searched", { n: batch.counts.total }),
      action: { text: t("find.clear"), act: () => look({ q: "" }) },
    });
  if (show === "failed")
    return empty({
      icon: "done",
      title: t("failures.none"),
      text: t("images.none_failed"),
      action: { text: t("show_all"), act: () => look({ show: "" }) },
    });
  if (show)
    return empty({
      icon: "image",
      title: t("images.none_stored"),
      text: t("images.none_stored_why"),
      action: { text: t("show_all"), act: () => look({ show: "" }) },
    });
  return empty({ icon: "image", title: t("images.none"), text: t("images.none_why") });
}

const keyOf = ({ product, image }) => `${product.row}-${image.position}-${image.n}`;

function words(products) {
  const [first, last] = [products[0].row, products.at(-1).row];
  return first === last ? t("images.row", { first }) : t("images.rows", { first, last });
}
