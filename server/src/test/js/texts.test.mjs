import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { count, LANGUAGES, list, t } from "../../main/resources/static/page/js/text.js";
import { literals } from "./literals.mjs";

const PAGE = new URL("../../main/resources/static/page/", import.meta.url);
const scripts = readdirSync(new URL("js/", PAGE), { recursive: true })
  .filter((name) => name.endsWith(".js"))
  .map((name) => [name, readFileSync(new URL(`js/${name}`, PAGE), "utf8")]);
const markup = readFileSync(new URL("../index.html", PAGE), "utf8");
const texts = Object.fromEntries(
  await Promise.all(Object.keys(LANGUAGES).map(async (language) => [language, (await import(new URL(`text/${language}.js`, PAGE))).default])),
);
const english = texts.en;
const formsOf = (text) => (typeof text === "string" ? [text] : Object.values(text));

test("a language is a file and a line of the choice, and the script that chooses knows it", () => {
  const files = readdirSync(new URL("text/", PAGE)).map((name) => name.replace(/\.js$/, ""));
  assert.deepEqual(files.sort(), Object.keys(LANGUAGES).sort());
  const known = /OURS = (\[.*\])/.exec(readFileSync(new URL("js/language.js", PAGE), "utf8"))[1];
  assert.deepEqual(JSON.parse(known), Object.keys(LANGUAGES));
});

test("no text is missing in any language, and none has one that English has not", () => {
  for (const [language, own] of Object.entries(texts)) {
    const missing = Object.keys(english).filter((key) => !(key in own));
    const surplus = Object.keys(own).filter((key) => !(key in english));
    assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] }, `text/${language}.js`);
  }
});

test("each text has the places and the marks of its English", () => {
  const places = (text) => [...new Set(text.match(/\{\w+\}|<\/?\w+>/g))].sort();
  const inAny = (text) => [...new Set(formsOf(text).flatMap(places))].sort();
  for (const [language, own] of Object.entries(texts))
    for (const [key, text] of Object.entries(own)) {
      assert.deepEqual(inAny(text), inAny(english[key]), `${language}, ${key}`);
      if (typeof text !== "string") assert.deepEqual(places(text.other), inAny(english[key]), `${language}, ${key}`);
    }
});

test("a text that differs by number has the forms of its language, and what has none in English has none", () => {
  for (const [language, own] of Object.entries(texts)) {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const wanted = pluralCategories.filter((form) => form !== "many").sort();
    for (const [key, text] of Object.entries(own)) {
      assert.equal(typeof text, typeof english[key], `${language}, ${key}`);
      if (typeof text !== "string") assert.deepEqual(Object.keys(text).sort(), wanted, `${language}, ${key}`);
    }
  }
});

test("every text that is asked for is there, and every text is asked for", () => {
  const used = new Set(scripts.flatMap(([, source]) => [...source.matchAll(/\b(?:t|rich)\(\s*"([\w.]+)"/g)].map(([, key]) => key)));
  for (const [, key] of markup.matchAll(/data-(?:text|label)="([\w.]+)"/g)) used.add(key);
  for (const key of used) assert.ok(key in english, `${key} is in no text`);
  const all = scripts.map(([, source]) => source).join("\n") + markup;
  const begun = [...all.matchAll(/`([a-z_.]+)\$\{/g)].map(([, start]) => start);
  const idle = Object.keys(english).filter((key) => !all.includes(`"${key}"`) && !begun.some((start) => key.startsWith(start)));
  assert.deepEqual(idle, []);
});

test("what people read is no literal of a script", () => {
  const found = scripts.flatMap(([name, source]) => literals(source).map((text) => `${name}: ${text}`));
  assert.deepEqual(found, []);
});

test("words between tags, in attributes and in strings are found, and names of things are not", () => {
  const source = 'const a = html`<b title="Old ${x}">${y ? html`<i alt="Some words">Hello ${z}</i>` : "JPEG"}</b>`; f({ title: "It failed." }, `Line ${n}`);';
  assert.deepEqual(literals(source).sort(), ["Hello", "It failed.", "Line", "Old", "Some words"]);
});

test("texts are filled in, by number where they differ by it", () => {
  assert.equal(t("of", { part: 1234567, all: "2 GB" }), "1,234,567 of 2 GB");
  assert.equal(t("images.n", { n: 1 }), "1 image");
  assert.equal(t("images.n", { n: 0 }), "0 images");
  assert.equal(t("delete.ask", { name: "{name}" }), "Delete {name}?");
  assert.equal(t("no.such"), "no.such");
  assert.equal(list(["a", "", "b"]), "a, b");
  assert.equal(count(undefined), "0");
});
