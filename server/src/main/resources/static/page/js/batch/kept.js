import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { hasEnded } from "../words.js";
import { elsewhere, keptUntil } from "./lifetime.js";

/** Said as soon as it is known. */
export const kept = (batch) =>
  hasEnded(batch) || batch.expires_at ? html`<p class="hint kept">${keptUntil(batch)}, with its images and their links.</p>` : nothing;

/** Said before anybody puts links into a shop that lead nowhere. */
export function leadElsewhere(batch) {
  const there = elsewhere(batch, location.origin);
  return there
    ? html`<div class="note warn elsewhere" role="note">${icon("out")}<div class="small"><b>Links in the results lead to ${there}.</b> You opened this page at ${location.origin}. If that other address is not how people reach this server, imgmill.public-url has to be set.</div></div>`
    : nothing;
}
