import { clock, plural } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { hasEnded } from "../words.js";

const MOST = 3;

/** Hosts that asked us to slow down. It stands last in its column, so that a host that comes or goes moves nothing. */
export function waiting(batch) {
  if (hasEnded(batch)) return nothing;
  const hosts = batch.waiting_hosts ?? [];
  const rest = hosts.length - MOST;
  return hosts.length
    ? html`<div class="note warn">${icon("pending")}<div class="small">
        ${hosts.slice(0, MOST).map(({ host, images, resume_at: at }) => html`<p><b>${host} asked us to slow down.</b> Its ${plural(images, "waiting image")} ${images === 1 ? "goes" : "go"} on at ${clock(at)}.</p>`)}
        <p>${rest > 0 ? `So did ${plural(rest, "more host")}. ` : ""}The other hosts are not held up.</p></div></div>`
    : nothing;
}
