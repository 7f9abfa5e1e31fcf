import { html, nothing } from "../html.js";
import { t } from "../text.js";

/** One of a few views of the same list. */
export const segments = (label, options, chosen, choose) => html`
  <div class="seg" role="group" aria-label=${label}>${options.map(([value, text]) => html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}>${text}</button>`)}</div>`;

/** A field that takes the number of a page or a row, where there is more than one. */
export const jumpTo = ({ name, last, jump }) =>
  last > 1
    ? html`<form class="row tight jump" @submit=${(event) => (event.preventDefault(), jump(event.target.elements.place.valueAsNumber))}>
        <label class="small muted">${name} <input class="input slim" name="place" type="number" inputmode="numeric" min="1" max=${last} required></label><button class="btn slim">${t("go")}</button></form>`
    : nothing;

/** Previous and next of a list that is read a page at a time; a single page needs neither. */
export const pager = ({ words, jump, back, forward, labels: [previous, next] }) => html`
  <div class="pager"><span class="small muted">${words ?? nothing}</span><span class="end"></span>${jump || nothing}
    ${
      back || forward
        ? html`<button class="btn slim" type="button" ?disabled=${!back} @click=${back || nothing}>${previous}</button>
          <button class="btn slim" type="button" ?disabled=${!forward} @click=${forward || nothing}>${next}</button>`
        : nothing
    }</div>`;
