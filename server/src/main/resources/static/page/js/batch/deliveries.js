import { getDeliveries, getWebhooks, redeliver } from "../api.js";
import { moment, shortTime } from "../format.js";
import { html, nothing, repeat } from "../html.js";
import { icon } from "../ui/icons.js";
import { notify, notifyProblem } from "../ui/notices.js";
import { hasEnded } from "../words.js";
import { t } from "../text.js";

const AGAIN_MS = 5000;

/** Who is told how the batch ends, at which try they heard it, and a button to tell them again. */
export function deliveries(id, batch, redraw) {
  let webhooks = [];
  let list = [];
  let timer = 0;

  async function load() {
    clearTimeout(timer);
    try {
      webhooks = (await getWebhooks(id)).data;
      list = (await getDeliveries(id)).data;
    } catch (error) {
      if (error.status >= 400) notifyProblem(error, t("hooks.failed"));
      else timer = setTimeout(load, AGAIN_MS);
    }
    if (list.some(({ state }) => state === "waiting")) timer = setTimeout(load, AGAIN_MS);
    redraw();
  }

  async function again(delivery) {
    try {
      await redeliver(delivery.id);
      notify({ tone: "good", icon: "done", title: t("hooks.again"), text: "", seconds: 3 });
    } catch (error) {
      notifyProblem(error, t("hooks.not_again"));
    }
    timer = setTimeout(load, 1000);
  }

  return {
    load,
    close: () => clearTimeout(timer),
    view() {
      const silent = webhooks.filter((webhook) => !list.some((delivery) => delivery.webhook_id === webhook.id));
      if (!list.length && !silent.length) return nothing;
      return html`
        <section class="panel hooks" aria-labelledby="hooks-title">
          <header><h2 id="hooks-title">${t("hooks")}</h2></header>
          <ul class="list">
            ${repeat(
              list,
              (one) => one.id,
              (one) => entry(one, () => again(one)),
            )}
            ${silent.map((webhook) => html`<li class="pad row tight"><span class="muted">${icon("pending")}</span>${receiver(webhook.url)}<span class="end small muted nowrap">${t(hasEnded(batch()) ? "hooks.not_told" : "hooks.at_end")}</span></li>`)}
          </ul>
        </section>`;
    },
  };
}

const receiver = (url) => html`<b class="cut" title=${url}>${url.replace(/^https?:\/\//, "")}</b>`;

const LOOKS = { delivered: ["done", "good"], given_up: ["errors", "bad"], dropped: ["cancelled", "muted"] };

function entry(one, again) {
  const tries = one.attempts;
  const [name, tone] = LOOKS[one.state] ?? (tries.length ? ["errors", "warn"] : ["pending", "muted"]);
  return html`
    <li class="pad stack">
      <div class="row tight"><span class=${tone}>${icon(name)}</span>${receiver(one.url)}<span class="end small muted nowrap">${outcome(one, tries)}</span></div>
      <ol class="tries">
        ${tries.map((one, i) => html`<li class=${i < tries.length - 1 ? "muted" : ""}>${t("hooks.try", { time: moment(one.time), how: how(one) })}</li>`)}
        ${one.next_at ? html`<li class="muted">${t("hooks.next", { time: moment(one.next_at) })}</li>` : nothing}
      </ol>
      <div><button class="btn slim" type="button" @click=${again}>${icon("retry")}${t(one.state === "delivered" ? "hooks.redeliver" : "hooks.redeliver_now")}</button></div>
    </li>`;
}

function outcome({ state }, tries) {
  const last = tries.at(-1);
  if (state === "delivered" && last) return t("hooks.took", { status: `${last.status}`, time: shortTime(last.ms) });
  return tries.length ? t("hooks.tries", { n: tries.length }) : t("hooks.not_sent");
}

function how({ number, status, error }) {
  if (status >= 200 && status < 300) return number > 1 ? t("hooks.delivered_at", { number }) : t("hooks.delivered");
  return error || t("hooks.answered", { status: `${status}` });
}
