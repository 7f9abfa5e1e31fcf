import { getDeliveries, redeliver } from "../api.js";
import { moment, plural } from "../format.js";
import { html, nothing, repeat } from "../html.js";
import { icon } from "../ui/icons.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { hasEnded } from "../words.js";

const AGAIN_MS = 5000;

/** Who was told that the batch ended, at which try, and a button to tell them again. */
export function deliveries(id, batch, redraw) {
  let list = [];
  let timer = 0;

  async function load() {
    clearTimeout(timer);
    try {
      list = (await getDeliveries(id)).data;
    } catch (error) {
      if (!(error.status >= 400)) timer = setTimeout(load, AGAIN_MS);
      else if (error.status !== 404) notifyProblem(error, "The deliveries could not be read.");
    }
    const waiting = list.some(({ status }) => status !== "delivered" && status !== "failed");
    if (waiting && batch() && hasEnded(batch())) timer = setTimeout(load, AGAIN_MS);
    redraw();
  }

  async function again(delivery) {
    try {
      await redeliver(delivery.id);
      notify({ tone: "good", icon: "done", title: "On its way again.", text: "", seconds: 3 });
    } catch (error) {
      notifyProblem(error, "It could not be delivered again.");
    }
    timer = setTimeout(load, 1000);
  }

  return {
    load,
    close: () => clearTimeout(timer),
    view: () =>
      list.length
        ? html`<section class="panel hooks" aria-labelledby="hooks-title"><header><h2 id="hooks-title">Webhook deliveries</h2></header>
            <ul class="list">${repeat(list, (one) => one.id, (one) => entry(one, () => again(one)))}</ul></section>`
        : nothing,
  };
}

const LOOKS = { delivered: ["done", "good"], failed: ["errors", "bad"] };

function entry(one, again) {
  const tries = one.attempts ?? [];
  const [name, tone] = LOOKS[one.status] ?? (tries.length ? ["errors", "warn"] : ["pending", "muted"]);
  return html`
    <li class="pad stack">
      <div class="row tight"><span class=${tone}>${icon(name)}</span><b class="cut" title=${one.url}>${one.url.replace(/^https?:\/\//, "")}</b><span class="end small muted nowrap">${outcome(one, tries)}</span></div>
      <ol class="tries">${tries.map((one, i) => html`<li class=${i < tries.length - 1 ? "muted" : ""}>${moment(one.at)}, ${how(one, i)}</li>`)}${one.next_attempt_at ? html`<li class="muted">Next try ${moment(one.next_attempt_at)}</li>` : nothing}</ol>
      <div><button class="btn slim" type="button" @click=${again}>${icon("retry")}${one.status === "delivered" ? "Redeliver" : "Redeliver now"}</button></div>
    </li>`;
}

const good = ({ status_code: code }) => code >= 200 && code < 300;

function outcome({ status }, tries) {
  const last = tries.at(-1);
  if (status === "delivered" && last) return `${last.status_code} in ${last.ms} ms`;
  return tries.length ? plural(tries.length, "try", "tries") : "not sent yet";
}

const how = (one, i) => (good(one) ? `delivered${i ? ` at try ${i + 1}` : ""}` : one.error || `the receiver answered ${one.status_code}`);
