// The page's texts, a file a language in ../text, and the ways in which that language writes numbers.

/** Each language by its own name. */
export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", es: "Español", pt: "Português", ja: "日本語", zh: "简体中文" };

/** Chosen by `language.js` before anything was drawn; without a document it is the one the texts are written in. */
export const language = globalThis.document?.documentElement.lang || "en";

// Dates in English name the day first and the hour of 24; others are as their readers' region has them.
const region = globalThis.navigator?.languages?.find((tag) => tag.split("-")[0] === language);
export const locale = language === "en" ? "en-GB" : (region ?? (language === "zh" ? "zh-CN" : language));

const texts = await import(`../text/${language}.js`).catch(() => import("../text/en.js")).then((file) => file.default);

const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const plurals = new Intl.PluralRules(locale);

/** The number as this language writes it; a missing one is 0. */
export const count = (n) => number.format(n ?? 0);

/** The pattern of a text. Where it differs by number, `n` says which. */
export function pattern(key, { n } = {}) {
  const text = texts[key] ?? key;
  return typeof text === "string" ? text : (text[plurals.select(n)] ?? text.other);
}

/** A text with its `{places}` filled in. */
export const t = (key, values = {}) => pattern(key, values).replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));

export const has = (key) => key in texts;

/** The items that are not empty, as one list. */
export const list = (items) => items.filter(Boolean).join(t("list"));

/** One sentence after another. */
export const sentences = (...all) => all.filter(Boolean).join(t("space"));

export const shown = (value) => (typeof value === "number" ? count(value) : value);
