import { html, render } from "./html.js";
import { icon } from "./ui/icons.js";
import { t } from "./text.js";

/** Where an address leads nowhere. */
export function lostPage(host) {
  document.title = `${t("lost.title")} · imgmill`;
  render(
    html`<section class="panel"><div class="void">${icon("search")}<h1 class="h3">${t("lost.heading")}</h1><p>${t("lost.text")}</p><a class="btn" href="/">${t("batches.show")}</a></div></section>`,
    host,
  );
}
