import { clock } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { hasEnded } from "../words.js";
import { sentences, t } from "../text.js";
import { rich } from "../ui/rich.js";

const MOST = 3;

/** Hosts that asked us to slow down. It stands last in its column, so that a host that comes or goes moves nothing. */
export function waiting(batch) {
  if (hasEnded(batch)) return nothing;
  const hosts = batch.waiting_hosts ?? [];
  const rest = hosts.length - MOST;
  return hosts.length
    ? html`<div class="note warn">${icon("pending")}<div class="small">
        ${hosts.slice(0, MOST).map(({ host, images, resume_at: at }) => html`<p>${rich("waiting.host", { n: images, host, time: clock(at) })}</p>`)}
        <p>${sentences(rest > 0 && t("waiting.more", { n: rest }), t("waiting.others"))}</p></div></div>`
    : nothing;
}
