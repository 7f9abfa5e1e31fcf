import { LANGUAGES, language, t } from "../text.js";

/** Puts the texts of the markup that was there first into the language of the page. */
export function translateMarkup(root) {
  for (const place of root.querySelectorAll("[data-text]")) place.textContent = t(place.dataset.text);
  for (const place of root.querySelectorAll("[data-label]")) place.ariaLabel = t(place.dataset.label);
}

/** Another language loads the page anew: nothing that is drawn has to change under the reader. */
export function startLanguageChoice(select) {
  for (const [code, name] of Object.entries(LANGUAGES)) {
    const option = new Option(name, code, code === language, code === language);
    option.lang = code;
    select.add(option);
  }
  select.addEventListener("change", () => {
    localStorage.setItem("language", select.value);
    const here = new URL(location.href);
    here.searchParams.delete("lang");
    location.replace(here);
  });
}
