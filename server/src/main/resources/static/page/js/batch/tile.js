import { clock, fileName, percent, saved, size } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { failureWord } from "../words.js";
import { shownAs } from "./outputs.js";
import { ownPath } from "./own-path.js";
import { t } from "../text.js";

/** One image of one product: a button, because it opens. */
export const tile = ({ product, image: all, shown }, open) => {
  const image = shownAs(all, shown);
  return html`
  <button class="tile" type="button" @click=${open} title=${[product.name, fileName(image.url)].filter(Boolean).join(", ")}>
    ${PICTURES[image.status]?.(image) ?? waiting(image)}
    <span class="cap"><span class="cut">${product.name || fileName(image.url)}</span>${META[image.status]?.(image) ?? html`<span class="meta"><span class="cut">${image.host}</span></span>`}</span>
  </button>`;
};

const waiting = ({ retry_at: again }) =>
  html`<span class="pic no wait">${icon("pending")}${again ? t("tile.again", { time: clock(again) }) : t("tile.waiting")}</span>`;

const PICTURES = {
  stored: (image) => html`<img class="pic" src=${ownPath(image.output_url)} alt="" width="240" height="240" loading="lazy" decoding="async" @error=${unseen}>`,
  failed: (image) => html`<span class="pic no">${icon("image")}${failureWord(image)}</span>`,
};

const META = {
  stored: ({ bytes_in: before, bytes_out: after, look }) =>
    html`<span class="meta"><span>${size(after)}</span>${look === null ? nothing : html`<span title=${t("tile.look")}>${Math.round(look)}</span>`}<span>${change(before, after)}</span></span>`,
  failed: () => html`<span class="meta bad"><span>${t("row.failed")}</span></span>`,
};

function change(before, after) {
  const { share } = saved(before, after);
  return share === 0 ? nothing : share > 0 ? `−${percent(share)}` : `+${percent(-share)}`;
}

// A TIFF is stored as it was asked for, but no browser paints one.
function unseen({ target }) {
  target.classList.add("unseen");
  target.alt = t("tile.not_shown");
}
