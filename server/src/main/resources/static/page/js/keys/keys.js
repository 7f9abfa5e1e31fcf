import { createKey, listKeys, NoAnswer, revokeKey, whoAmI } from "../api.js";
import { html, nothing, repeat } from "../html.js";
import { every, painter } from "../paint.js";
import { ask } from "../ui/ask.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { notifyProblem } from "../ui/notices.js";
import { bones, empty, refused } from "../ui/void.js";
import { refreshWho } from "../who.js";
import { editLimits, limitFields, readLimits } from "./limits.js";
import { keyRow } from "./row.js";
import { limitWords, SCOPES } from "./words.js";
import { t } from "../text.js";

const SECONDS = 10;

/** The keys of this server: made, watched, revoked. For admins. */
export function keysPage(host) {
  document.title = `${t("keys")} · imgmill`;
  const state = { who: null, keys: null, limits: null, made: null, error: null, busy: false };
  const draw = painter(host, () => view(state, { create, revoke, limit, load, forget: () => be({ made: null }) }));
  const be = (change) => {
    Object.assign(state, change);
    draw();
  };

  async function load() {
    try {
      const who = await whoAmI({ ask: true });
      const { data: keys, default_limits: limits } = await listKeys();
      be({ who, keys, limits, error: null });
    } catch (error) {
      be({ error });
    }
  }

  async function create(event) {
    event.preventDefault();
    const form = event.target;
    const fields = new FormData(form);
    be({ busy: true });
    try {
      be({ made: await createKey({ name: fields.get("name").trim(), scopes: fields.getAll("scope"), limits: readLimits(fields) }) });
      form.reset();
      await load();
      refreshWho();
    } catch (error) {
      notifyProblem(error, t("keys.not_made"));
    }
    be({ busy: false });
  }

  async function revoke(key) {
    const text = t("keys.revoke_text");
    if (!(await ask({ title: t("keys.revoke_ask", { name: key.name }), text, yes: t("keys.revoke"), no: t("delete.no") }))) return;
    try {
      await revokeKey(key.id);
      await load();
    } catch (error) {
      notifyProblem(error, t("keys.not_revoked"));
    }
  }

  async function limit(key) {
    if (await editLimits(key, state.limits)) await load();
  }

  draw();
  // A refusal stands until someone asks again.
  return every(SECONDS * 1000, () => (state.error && !(state.error instanceof NoAnswer) ? undefined : load()));
}

function view(state, act) {
  return html`
    <div class="stack">
      <p class="crumb"><a href="/">${t("batches")}</a> <span>/ ${t("keys")}</span></p>
      <h1>${t("keys")}</h1>
      <p class="lead">${t("keys.lead")}</p>
    </div>
    ${state.error ? html`<section class="panel">${withheld(state.error, act.load)}</section>` : body(state, act)}`;
}

function withheld(error, again) {
  if (error.status === 403) return empty({ icon: "key", title: t("keys.admins_only"), text: t("keys.sign_in") });
  return refused(error, again, SECONDS);
}

const body = ({ who, keys, limits, made, busy }, act) => html`
  ${made ? shownOnce(made, act.forget) : nothing}
  <div class="split">
    <section class="panel keys" aria-labelledby="keys-title">
      <header><h2 id="keys-title">${t("keys.all")}</h2><p class="small muted">${limits ? limitWords(limits) : nothing}</p></header>
      ${keys ? listed(keys, who, act) : bones(3)}
    </section>
    ${makeForm(keys, limits, busy, act.create)}
  </div>`;

const listed = (keys, who, { revoke, limit }) =>
  keys.length
    ? html`<ul class="list">${repeat(
        keys,
        ({ id }) => id,
        (key) => keyRow(key, who, { revoke, limit }),
      )}</ul>`
    : empty({ icon: "key", title: t("keys.none"), text: t("keys.none_why") });

const shownOnce = ({ name, key }, forget) => html`
  <div class="note good mid" role="status">${icon("key")}<div><b>${t("keys.once", { name })}</b> <code class="secret">${key}</code></div>
    <button class="btn slim" type="button" @click=${() => copy(key, t("keys.keep_safe"))}>${icon("copy")}${t("copy")}</button>
    <button class="btn quiet icon slim" type="button" aria-label=${t("keys.hide")} @click=${forget}>${icon("close")}</button></div>`;

/** The first key has to be an admin's. */
function makeForm(keys, limits, busy, create) {
  const first = keys?.length === 0;
  return html`
    <form class="panel pad stack mid" @submit=${create} aria-labelledby="make-title">
      <h2 id="make-title">${t("keys.new")}</h2>
      <div class="field"><label for="key-name">${t("keys.for")}</label><input class="input" id="key-name" name="name" required maxlength="200" autocomplete="off" placeholder=${t("keys.example")}></div>
      <fieldset class="field"><legend>${t("keys.may")}</legend>
        ${SCOPES.map(
          ([word, text, what]) => html`
          <label class="row tight choice"><input type="checkbox" name="scope" value=${word} ?checked=${first ? word === "admin" : word === "read" || word === "write"}><span><b>${text}</b> <span class="small muted">${what}</span></span></label>`,
        )}
      </fieldset>
      ${limitFields(null, limits, "new-limits-hint")}
      <div class="row"><span class="end"></span><button class="btn primary" aria-busy=${busy}>${icon(busy ? "running" : "key", busy && "spin")}${t("keys.make")}</button></div>
    </form>`;
}
