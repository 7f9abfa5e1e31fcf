import { measure as ask, NoAnswer } from "../api.js";
import { fileName, percent, saved, size } from "../format.js";
import { html, nothing } from "../html.js";
import { debounce } from "../paint.js";
import { weigh } from "../ui/bar.js";
import { icon } from "../ui/icons.js";
import { stage } from "../ui/stage.js";
import { formatName } from "../words.js";
import { list, t } from "../text.js";

/** One image of the catalogue, compressed as the recipe says: what is shown is what was measured. */
export function sampleMeasure(sample, redraw) {
  const url = sample.url ?? sample.path;
  const state = { before: null, after: null, busy: false, refused: "" };
  let call = null;

  const soon = debounce(250, async (recipe) => {
    call?.abort();
    call = new AbortController();
    const { signal } = call;
    state.busy = true;
    redraw();
    try {
      state.before ??= await original(sample, signal);
      const after = await take({ ...recipe, ...sourceOf(sample) }, signal);
      forget(state.after);
      Object.assign(state, { after, refused: "" });
    } catch (error) {
      if (error.name === "AbortError") return;
      state.refused = error instanceof NoAnswer ? t("silent") : error.detail || error.message;
    }
    state.busy = false;
    redraw();
  });

  return {
    measure: (recipe) => url && soon(recipe),
    view: () => (url ? view(state, url) : nothing),
    close() {
      call?.abort();
      forget(state.before);
      forget(state.after);
    },
  };
}

/** The picture itself, where it is on this machine. */
const sourceOf = ({ url, file }) => (file ? { file } : { url });

const forget = (image) => image?.src && URL.revokeObjectURL(image.src);

async function take(body, signal) {
  const response = await ask(body, signal);
  const told = (name) => response.headers.get(`X-Imgmill-${name}`);
  return {
    src: URL.createObjectURL(await response.blob()),
    bytesIn: Number(told("Bytes-In")),
    bytesOut: Number(told("Bytes-Out")),
    width: Number(told("Width")),
    height: Number(told("Height")),
    format: told("Format"),
    quality: told("Quality"),
    look: told("Look"),
  };
}

/** Asked for at full quality with everything kept, the server hands the picture back byte by byte; anything else is no honest "before". */
async function original(sample, signal) {
  const image = await take({ ...sourceOf(sample), quality: 100, format: "keep", metadata: "keep", on_larger: "keep_original" }, signal);
  return { ...image, exact: image.bytesIn === image.bytesOut };
}

function view({ before, after, busy, refused }, url) {
  const name = fileName(url);
  return html`
    <figure class="stack measure" aria-busy=${busy}>
      ${after ? picture(before, after, name) : html`<div class="stage blank">${refused ? icon("image") : html`<i class="bone half"></i>`}</div>`}
      <figcaption class="small muted cut" title=${url}>${t(after ? "measured" : refused ? "measured.not" : "measuring", { name })}</figcaption>
      ${after ? figures(after) : html`<div class="weigh"><span class="muted">${t("before")}</span><div class="bar thin"></div><span>–</span><span class="muted">${t("after")}</span><div class="bar thin"></div><b>–</b></div>`}
      <p class="small verdict" role="status">${refused ? html`<span class="bad">${refused}</span>` : after ? verdict(after) : nothing}</p>
    </figure>`;
}

const picture = (before, after, name) =>
  stage({
    before: before?.src,
    after: after.src,
    alt: t("measured.alt", { name }),
    beforeTag: before?.exact ? t("before") : t("result.quality", { quality: 100 }),
    afterTag: t("after"),
    width: after.width || 4,
    height: after.height || 3,
  });

const figures = ({ bytesIn, bytesOut }) => weigh(bytesIn, bytesOut, size);

/** What a look costs, where the quality was found. */
const found = ({ quality, look }) =>
  quality ? html` <span class="muted">${list([t("recipe.quality", { quality }), look && t("measured.look", { look: Math.round(look) })])}</span>` : nothing;

function verdict(after) {
  const { bytesIn, bytesOut, width, height, format } = after;
  const { share, text } = saved(bytesIn, bytesOut);
  const facts = html`<span class="muted">${width} × ${height}, ${formatName(format)}</span>${found(after)}`;
  if (bytesOut === bytesIn) return html`<b>${t("measured.kept")}</b> ${facts}`;
  return share >= 0
    ? html`<b class="good">${t("measured.smaller", { share: text })}</b> ${facts}`
    : html`<b class="warn">${t("measured.larger", { share: percent(-share) })}</b> ${facts}`;
}
