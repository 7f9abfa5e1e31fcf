import { html, render, repeat } from "../html.js";
import { NoAnswer } from "../api.js";
import { icon } from "./icons.js";
import { sentences, t } from "../text.js";

// Notices lie over the foot of the window: what comes and goes must not push the page about.
const shown = [];
let last = 0;

/** Shows a notice and returns how to take it back. `tone`: good, warn, bad. */
export function notify({ tone, icon: name, title, text, code, action, seconds }) {
  const notice = { key: ++last, tone, icon: name, title, text, code, action };
  shown.push(notice);
  draw();
  const gone = () => {
    const at = shown.indexOf(notice);
    if (at >= 0) shown.splice(at, 1);
    draw();
  };
  if (seconds) setTimeout(gone, seconds * 1000);
  return { gone, change: (more) => (Object.assign(notice, more), draw()) };
}

/** What the server said when it said no, in its own words. */
export function notifyProblem(error, what) {
  if (error.name === "AbortError") return;
  if (error instanceof NoAnswer) return notify({ tone: "bad", icon: "cut", title: what, text: sentences(t("silent"), t("silent.why")) });
  const { title, detail, status, code } = error;
  notify({ tone: "bad", icon: "errors", title: what ?? title, text: detail || title || error.message, code: [status, code].filter(Boolean).join(", ") });
}

function draw() {
  render(
    repeat(shown, (notice) => notice.key, view),
    document.getElementById("notices"),
  );
}

const view = (notice) => html`
  <div class="note mid ${notice.tone}" role=${notice.tone === "bad" ? "alert" : "status"}>
    ${icon(notice.icon)}
    <div><b>${notice.title}</b> ${notice.text} ${notice.code ? html`<span class="muted nowrap">${notice.code}</span>` : ""}</div>
    ${
      notice.action
        ? html`<button class="btn slim" type="button" @click=${notice.action.act}>${notice.action.text}</button>`
        : html`<button class="btn quiet icon slim" type="button" aria-label=${t("dismiss")} @click=${() => dismiss(notice)}>${icon("close")}</button>`
    }
  </div>`;

function dismiss(notice) {
  shown.splice(shown.indexOf(notice), 1);
  draw();
}
