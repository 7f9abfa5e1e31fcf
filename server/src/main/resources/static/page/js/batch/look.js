import { originalOf } from "../api.js";
import { fileName, fixed, saved, shortTime, size } from "../format.js";
import { html, keyed, nothing, render } from "../html.js";
import { icon } from "../ui/icons.js";
import { stage } from "../ui/stage.js";
import { failureTitle, formatName } from "../words.js";
import { shownAs } from "./outputs.js";
import { ownPath } from "./own-path.js";
import { t } from "../text.js";

/** One image up close: before and after under one slider, and what it cost. */
export function openLook(batch, tiles, start) {
  const dialog = document.createElement("dialog");
  dialog.className = "look";
  dialog.setAttribute("aria-labelledby", "look-title");
  let at = start;
  let near = false;
  let lost = {};
  const draw = () => render(view(), dialog);
  const step = (by) => {
    at = Math.min(tiles.length - 1, Math.max(0, at + by));
    near = false;
    lost = {};
    draw();
  };
  const closer = () => {
    near = !near;
    draw();
  };
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  draw();
  dialog.showModal();
  (dialog.querySelector(".stage input") ?? dialog.querySelector("[data-first]"))?.focus();

  function view() {
    const { product, image: all, shown } = tiles[at];
    const image = shownAs(all, shown);
    return html`
      <header>
        <h2 class="cut" id="look-title" title=${product.name}>${product.name || fileName(image.url)}</h2><span class="small muted nowrap">${t("look.place", { row: product.row, image: image.position + 1 })}</span>
        <div class="row tight end">
          ${image.status === "stored" ? tool("near", t("look.closer"), closer, { pressed: near }) : nothing}
          ${tool("left", t("look.previous"), () => step(-1), { off: at === 0 })} ${tool("right", t("look.next"), () => step(1), { off: at === tiles.length - 1, first: true })}
          ${tool("close", t("close"), () => dialog.close())}
        </div>
      </header>
      ${keyed(at, image.status === "stored" ? pictures(image) : reason(image))}
      ${image.status === "stored" && image.detail ? html`<p class="pad small detail">${image.detail}</p>` : nothing}
      <footer>${image.status === "stored" ? figures(image) : nothing}${links(image)}</footer>`;
  }

  function pictures(image) {
    if (lost.after)
      return html`<div class="void">${icon("image")}<h3>${t("look.not_shown", { format: formatName(image.format) })}</h3><p>${t("look.not_shown_why")}</p></div>`;
    const onLost = (which) => {
      lost = { ...lost, [which]: true };
      draw();
    };
    return stage({
      before: lost.before ? null : originalOf(batch.id, image.n),
      after: ownPath(image.output_url),
      alt: t("look.after"),
      beforeTag: t("look.before_size", { size: size(image.bytes_in) }),
      afterTag: t("look.after_size", { size: size(image.bytes_out) }),
      width: image.width,
      height: image.height,
      near,
      onLost,
    });
  }
}

const tool = (name, label, act, { off = false, pressed, first = false } = {}) =>
  html`<button class="btn quiet icon slim" type="button" aria-label=${label} aria-pressed=${pressed ?? nothing} ?disabled=${off} ?data-first=${first} @click=${act}>${icon(name)}</button>`;

const reason = (image) =>
  image.status === "failed"
    ? html`<div class="void">${icon("image", "bad")}<h3>${failureTitle(image.code)}</h3><p>${image.message}</p>${image.detail ? html`<p>${image.detail}</p>` : nothing}<p class="mono small address">${image.url}</p></div>`
    : html`<div class="void">${icon("pending")}<h3>${t(image.host ? "look.not_fetched" : "look.not_compressed")}</h3><p>${image.host ? t("look.from", { host: image.host }) : t("look.came_in")}</p><p class="mono small address">${image.url}</p></div>`;

const figure = (label, value, tone = "") => html`<div class="fig"><span class="label">${label}</span><strong class=${tone}>${value}</strong></div>`;

function figures({ bytes_in: before, bytes_out: after, look, width, height, format, ms }) {
  const { share, text } = saved(before, after);
  return html`${figure(t("saved"), text, share > 0 ? "good" : "")} ${look === null ? nothing : figure(t("look"), fixed(look, 1))} ${figure(t("size"), `${width} × ${height}`)} ${figure(t("format"), formatName(format))} ${figure(t("took"), shortTime(ms))}`;
}

const links = ({ url, output_url: output }) => html`
  <div class="row end actions">
    ${safeLink(url) ? html`<a class="btn" href=${url} target="_blank" rel="noreferrer noopener">${icon("out")}${t("original")}</a>` : nothing}
    ${output ? html`<a class="btn" href=${ownPath(output)} download>${icon("download")}${t("download")}</a>` : nothing}
  </div>`;

/** A URL of a catalogue is anyone's text: only http and https become links. */
function safeLink(url) {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
