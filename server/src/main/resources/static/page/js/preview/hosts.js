import { html, nothing } from "../html.js";
import { t } from "../text.js";

const MOST = 12;

/** Where the images come from, the largest first. */
export function hosts({ hosts: all }) {
  if (!all.length) return nothing;
  const rest = all.slice(MOST);
  return html`
    <section class="panel" aria-labelledby="hosts-title">
      <header><h2 id="hosts-title">${t("hosts")}</h2></header>
      <ul class="list small">
        ${all.slice(0, MOST).map(({ host, images }) => line(host, images))}
        ${
          rest.length
            ? line(
                t("hosts.more", { n: rest.length }),
                rest.reduce((sum, { images }) => sum + images, 0),
                "",
              )
            : nothing
        }
      </ul>
    </section>`;
}

const line = (name, images, look = "mono") =>
  html`<li class="row tight pad"><span class="cut ${look}" title=${name}>${name}</span><span class="end nowrap">${t("images.n", { n: images })}</span></li>`;
