import { html, nothing } from "../html.js";

/** One of a few views of the same list. */
export const segments = (label, options, chosen, choose) => html`
  <div class="seg" role="group" aria-label=${label}>${options.map(([value, text]) => html`<button type="button" aria-pressed=${value === chosen} @click=${() => choose(value)}>${text}</button>`)}</div>`;

/** Previous and next of a list that is read a page at a time; a single page needs neither. */
export const pager = ({ words, jump, back, forward, labels: [previous, next] }) => html`
  <div class="pager"><span class="small muted">${words ?? nothing}</span><span class="end"></span>${jump || nothing}
    ${
      back || forward
        ? html`<button class="btn slim" type="button" ?disabled=${!back} @click=${back || nothing}>${previous}</button>
          <button class="btn slim" type="button" ?disabled=${!forward} @click=${forward || nothing}>${next}</button>`
        : nothing
    }</div>`;
