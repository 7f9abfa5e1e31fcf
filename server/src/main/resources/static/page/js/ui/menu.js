import { html, nothing } from "../html.js";
import { icon } from "./icons.js";

/** A list of verbs behind a button. Items: {icon, text, act} or {icon, text, href}; `bad` marks what destroys. */
export const menu = ({ summary, label, items, side = "", look = "btn" }) => html`
  <details class="menu ${side}">
    <summary class=${look} aria-label=${label ?? nothing}>${summary}</summary>
    <ul>${items.filter(Boolean).map((item) => html`<li>${entry(item)}</li>`)}</ul>
  </details>`;

const entry = ({ icon: name, text, act, href, bad }) =>
  href
    ? html`<a href=${href} download @click=${closeMenu}>${icon(name)}${text}</a>`
    : html`<button type="button" class=${bad ? "bad" : ""} @click=${(event) => (closeMenu(event), act(event))}>${icon(name)}${text}</button>`;

function closeMenu(event) {
  const box = event.currentTarget.closest("details");
  box.open = false;
  box.firstElementChild.focus();
}

/** One listener for all menus: Escape and a click elsewhere close them, arrows move in them. */
export function closeMenusElsewhere() {
  const open = () => document.querySelectorAll("details.menu[open]");
  addEventListener("click", ({ target }) => {
    for (const box of open()) if (!box.contains(target)) box.open = false;
  });
  addEventListener("keydown", (event) => {
    for (const box of open()) {
      if (event.key === "Escape") {
        box.open = false;
        box.firstElementChild.focus();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(box, event);
    }
  });
}

function step(box, event) {
  if (!box.contains(document.activeElement)) return;
  const entries = [...box.querySelectorAll("li > *")];
  const now = entries.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? now + 1 : now < 0 ? entries.length - 1 : now - 1;
  entries[(next + entries.length) % entries.length].focus();
  event.preventDefault();
}
