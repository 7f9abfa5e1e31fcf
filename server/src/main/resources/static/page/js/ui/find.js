import { html } from "../html.js";
import { debounce } from "../paint.js";
import { icon } from "./icons.js";

/** A search box that asks once the typing rests. */
export function finder(label, placeholder, find) {
  const soon = debounce(250, find);
  return (text) =>
    html`<div class="find end">${icon("search")}<input class="input" type="search" aria-label=${label} placeholder=${placeholder} .value=${text} @input=${(e) => soon(e.target.value)}></div>`;
}
