import { html, render } from "./html.js";
import { icon } from "./ui/icons.js";
import { sentences, t } from "./text.js";

/** Asks for an API key and exchanges it for a session cookie; true when the server took it. */
export function askForKey() {
  return new Promise((done) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "key-title");
    const state = { busy: false, refused: "" };
    const draw = () => render(keyForm(state, submit), dialog);
    const submit = async (event) => {
      event.preventDefault();
      const field = dialog.querySelector("input");
      Object.assign(state, { busy: true });
      draw();
      state.refused = await exchange(field.value.trim());
      state.busy = false;
      draw();
      if (!state.refused) return dialog.close("yes");
      field.select();
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    draw();
    dialog.showModal();
  });
}

const keyForm = ({ busy, refused }, submit) => html`
  <form class="pad-l stack mid" @submit=${submit}>
    <h2 id="key-title">${t("key.wanted")}</h2>
    <div class="field">
      <label for="key">${t("key.label")}</label>
      <input class="input" id="key" type="password" autocomplete="off" required aria-invalid=${refused ? "true" : "false"} aria-describedby="key-hint">
      <p class="hint ${refused ? "bad" : ""}" id="key-hint" role=${refused ? "alert" : "note"}>${refused || t("key.kept")}</p>
    </div>
    <div class="row"><span class="end"></span><button class="btn primary" aria-busy=${busy}>${icon(busy ? "running" : "key", busy && "spin")}${t("key.use")}</button></div>
  </form>`;

async function exchange(key) {
  try {
    const response = await fetch("/v1/session", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ key }),
      credentials: "same-origin",
    });
    if (response.ok) return "";
    if (response.status === 401 || response.status === 403) return t("key.refused");
    return sentences(t("key.unchecked"), t("answered", { status: response.status }));
  } catch {
    return sentences(t("key.unchecked"), t("silent"));
  }
}
