import { html, render } from "./html.js";
import { icon } from "./ui/icons.js";

/** Where an address leads nowhere. */
export function lostPage(host) {
  document.title = "Nothing here · imgmill";
  render(
    html`<section class="panel"><div class="void">${icon("search")}<h1 class="h3">There is nothing at this address</h1><p>The batches are one step away.</p><a class="btn" href="/">Show the batches</a></div></section>`,
    host,
  );
}
