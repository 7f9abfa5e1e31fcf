import { NoAnswer } from "../api.js";
import { html, nothing } from "../html.js";
import { icon } from "./icons.js";
import { sentences, t } from "../text.js";

/** Nothing to show, and why, and what to do about it. */
export const empty = ({ icon: name, title, text, action }) =>
  html`<div class="void">${icon(name)}<h3>${title}</h3>${text ? html`<p>${text}</p>` : nothing}${action ? html`<button class="btn" type="button" @click=${action.act}>${action.icon ? icon(action.icon) : nothing}${action.text}</button>` : nothing}</div>`;

export const unanswered = (again, seconds) =>
  empty({
    icon: "cut",
    title: t("silent.title"),
    text: sentences(t("silent.why"), t("silent.again", { seconds })),
    action: { icon: "retry", text: t("ask.now"), act: again },
  });

/** The question for a key was closed without one: it is not asked again until a person wants it. */
export const locked = (again) => empty({ icon: "key", title: t("key.wanted"), text: t("key.nothing"), action: { text: t("key.enter"), act: again } });

/** Why the server gave nothing, in its own words if there are any. A page tries again by itself only after no answer. */
export function refused(error, again, seconds) {
  if (error instanceof NoAnswer) return unanswered(again, seconds);
  if (error.status === 401) return locked(again);
  return empty({ icon: "errors", title: error.title, text: error.detail, action: { icon: "retry", text: t("ask.again"), act: again } });
}

/** Shapes of what is to come; kept out of sight for the first 300 ms by the style sheet. */
export const bones = (rows) =>
  html`<ul class="list late" aria-busy="true" aria-label=${t("loading")}>${Array.from({ length: rows }, () => html`<li class="pad stack"><i class="bone half"></i><i class="bone third"></i></li>`)}</ul>`;
