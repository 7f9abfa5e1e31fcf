import { percent } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "./icons.js";
import { t } from "../text.js";

/** Before over after with a seam between them, moved by a real slider: arrows, Home, End, touch. Without a before it is just the picture. */
export const stage = ({ before, after, alt, beforeTag, afterTag, width = 4, height = 3, near = false, onLost = () => {} }) => html`
  <div class="stage ${near ? "near" : ""}">
    <div class="pane"><img src=${after} alt=${alt} width=${width} height=${height} @error=${() => onLost("after")}></div>
    ${
      before
        ? html`
          <div class="pane before"><img src=${before} alt=${t("before")} width=${width} height=${height} @error=${() => onLost("before")}></div>
          <input type="range" min="0" max="100" value="50" aria-label=${t("stage.share")} aria-valuetext=${t("stage.at", { share: percent(50) })} @input=${move} @pointermove=${look}>
          <span class="seam"><span class="knob">${icon("seam")}</span></span>
          <span class="tag left">${beforeTag}</span><span class="tag right">${afterTag}</span>`
        : afterTag
          ? html`<span class="tag right">${afterTag}</span>`
          : nothing
    }
  </div>`;

function move({ target }) {
  target.parentElement.style.setProperty("--at", `${target.value}%`);
  target.ariaValueText = t("stage.at", { share: percent(target.value) });
}

// Close up, the picture shows the place under the pointer.
function look({ currentTarget, offsetX, offsetY }) {
  const { clientWidth, clientHeight, parentElement } = currentTarget;
  parentElement.style.setProperty("--x", `${(100 * offsetX) / clientWidth}%`);
  parentElement.style.setProperty("--y", `${(100 * offsetY) / clientHeight}%`);
}
