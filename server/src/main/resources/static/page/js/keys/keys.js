import { createKey, listKeys, NoAnswer, revokeKey, whoAmI } from "../api.js";
import { html, nothing, repeat } from "../html.js";
import { every, painter } from "../paint.js";
import { ask } from "../ui/ask.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { notifyProblem } from "../ui/notices.js";
import { bones, empty, refused } from "../ui/void.js";
import { refreshWho } from "../who.js";
import { keyRow } from "./row.js";
import { limitWords, SCOPES } from "./words.js";

const SECONDS = 10;

/** The keys of this server: made, watched, revoked. For admins. */
export function keysPage(host) {
  document.title = "Keys · imgmill";
  const state = { who: null, keys: null, made: null, error: null, busy: false };
  const draw = painter(host, () => view(state, { create, revoke, load, forget: () => be({ made: null }) }));
  const be = (change) => {
    Object.assign(state, change);
    draw();
  };

  async function load() {
    try {
      const who = await whoAmI({ ask: true });
      be({ who, keys: (await listKeys()).data, error: null });
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
      be({ made: await createKey(fields.get("name").trim(), fields.getAll("scope")) });
      form.reset();
      await load();
      refreshWho();
    } catch (error) {
      notifyProblem(error, "The key could not be made.");
    }
    be({ busy: false });
  }

  async function revoke(key) {
    const text = "Whoever uses it is locked out at once, and so is every page that was opened with it. Its batches stay.";
    if (!(await ask({ title: `Revoke ${key.name}?`, text, yes: "Revoke", no: "Keep it" }))) return;
    try {
      await revokeKey(key.id);
      await load();
    } catch (error) {
      notifyProblem(error, "The key could not be revoked.");
    }
  }

  draw();
  // A refusal stands until someone asks again.
  return every(SECONDS * 1000, () => (state.error && !(state.error instanceof NoAnswer) ? undefined : load()));
}

function view(state, act) {
  return html`
    <div class="stack">
      <p class="crumb"><a href="/">Batches</a> <span>/ Keys</span></p>
      <h1>Keys</h1>
      <p class="lead">A key lets a person or a program in. It sees its own batches; an admin's sees all.</p>
    </div>
    ${state.error ? html`<section class="panel">${withheld(state.error, act.load)}</section>` : body(state, act)}`;
}

function withheld(error, again) {
  if (error.status === 403) return empty({ icon: "key", title: "Only an admin sees the keys", text: "Sign in with a key that has the scope admin." });
  return refused(error, again, SECONDS);
}

const body = ({ who, keys, made, busy }, act) => html`
  ${made ? shownOnce(made, act.forget) : nothing}
  <div class="split">
    <section class="panel keys" aria-labelledby="keys-title">
      <header><h2 id="keys-title">All keys</h2><p class="small muted end">${who ? limitWords(who.limits) : nothing}</p></header>
      ${keys ? listed(keys, who, act) : bones(3)}
    </section>
    ${makeForm(keys, busy, act.create)}
  </div>`;

const listed = (keys, who, { revoke }) =>
  keys.length
    ? html`<ul class="list">${repeat(
        keys,
        ({ id }) => id,
        (key) => keyRow(key, who, revoke),
      )}</ul>`
    : empty({ icon: "key", title: "No keys yet", text: "Whoever reaches this machine may do everything. With the first key, everyone needs one." });

const shownOnce = ({ name, key }, forget) => html`
  <div class="note good mid" role="status">${icon("key")}<div><b>The key for ${name} is shown once.</b> <code class="secret">${key}</code></div>
    <button class="btn slim" type="button" @click=${() => copy(key, "Keep it where nobody else can read it.")}>${icon("copy")}Copy</button>
    <button class="btn quiet icon slim" type="button" aria-label="Hide the key" @click=${forget}>${icon("close")}</button></div>`;

/** The first key has to be an admin's. */
function makeForm(keys, busy, create) {
  const first = keys?.length === 0;
  return html`
    <form class="panel pad stack mid" @submit=${create} aria-labelledby="make-title">
      <h2 id="make-title">Make a key</h2>
      <div class="field"><label for="key-name">Who or what is it for?</label><input class="input" id="key-name" name="name" required maxlength="200" autocomplete="off" placeholder="webshop"></div>
      <fieldset class="field"><legend>It may</legend>
        ${SCOPES.map(
          ([word, text, what]) => html`
          <label class="row tight choice"><input type="checkbox" name="scope" value=${word} ?checked=${first ? word === "admin" : word === "read" || word === "write"}><span><b>${text}</b> <span class="small muted">${what}</span></span></label>`,
        )}
      </fieldset>
      <div class="row"><span class="end"></span><button class="btn primary" aria-busy=${busy}>${icon(busy ? "running" : "key", busy && "spin")}Make the key</button></div>
    </form>`;
}
