import { age, wholeDate } from "../format.js";
import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { scopeWords, usedWords } from "./words.js";
import { list, t } from "../text.js";
import { rich } from "../ui/rich.js";

const when = (key, time) =>
  time ? html`<span>${rich(key, { when: html`<time datetime=${time} title=${wholeDate(time)}>${age(time)}</time>` })}</span>` : nothing;

/** One key: whose, what it may, what it has, and what can be done to it. */
export const keyRow = (key, who, { revoke, limit }) => html`
  <li class="row wide pad keyrow ${key.revoked_at ? "revoked" : ""}">
    <div class="stack">
      <p class="row tight"><b class="cut" title=${key.name}>${key.name}</b>${key.id === who?.key ? html`<span class="pill good">${icon("done")}${t("keys.you")}</span>` : nothing}${key.revoked_at ? html`<span class="pill">${icon("cancelled")}${t("keys.revoked")}</span>` : nothing}</p>
      <p class="row small muted">${key.starts ? html`<code>${key.starts}…</code>` : html`<span>${t("keys.from_settings")}</span>`}<span>${list(scopeWords(key.scopes))}</span></p>
      <p class="row small muted">${when("keys.made_at", key.created_at)}${key.revoked_at ? when("keys.revoked_at", key.revoked_at) : key.last_used_at ? when("keys.used_at", key.last_used_at) : html`<span>${t("keys.never_used")}</span>`}</p>
    </div>
    <div class="stack small end used">${key.revoked_at ? nothing : usedWords(key.used, key.limits).map((words) => html`<span>${words}</span>`)}</div>
    ${key.revoked_at ? nothing : html`<div class="row tight"><button class="btn slim" type="button" aria-label=${t("limits.of", { name: key.name })} @click=${() => limit(key)}>${t("limits")}</button><button class="btn slim danger" type="button" aria-label=${t("keys.revoke_name", { name: key.name })} @click=${() => revoke(key)}>${t("keys.revoke")}</button></div>`}
  </li>`;
