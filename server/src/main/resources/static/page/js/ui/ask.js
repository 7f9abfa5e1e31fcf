import { html, render } from "../html.js";

/** A question whose answers name the verb. Focus starts on the harmless one; true means go ahead. */
export function ask({ title, text, yes, no }) {
  return new Promise((done) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "ask-title");
    dialog.setAttribute("aria-describedby", "ask-text");
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    render(
      html`<form method="dialog" class="pad-l stack wide">
        <div class="stack"><h2 id="ask-title">${title}</h2><p class="muted" id="ask-text">${text}</p></div>
        <div class="row"><span class="end"></span><button class="btn" value="no" autofocus>${no}</button><button class="btn danger solid" value="yes">${yes}</button></div>
      </form>`,
      dialog,
    );
    dialog.showModal();
  });
}
