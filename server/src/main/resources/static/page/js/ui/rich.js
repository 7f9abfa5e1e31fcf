import { html } from "../html.js";
import { pattern, shown } from "../text.js";

const PIECES = /<(b|small|code)>(.*?)<\/\1>|\{(\w+)\}/g;
const MARKS = {
  b: (inner) => html`<b>${inner}</b>`,
  small: (inner) => html`<small>${inner}</small>`,
  code: (inner) => html`<code>${inner}</code>`,
};

/** A text in which words stand out, or whose places are filled with markup. */
export const rich = (key, values = {}) => filled(pattern(key, values), values);

function filled(text, values) {
  const parts = [];
  let end = 0;
  for (const { 0: all, 1: mark, 2: inner, 3: name, index } of text.matchAll(PIECES)) {
    parts.push(text.slice(end, index), mark ? MARKS[mark](filled(inner, values)) : shown(values[name]));
    end = index + all.length;
  }
  return [...parts, text.slice(end)];
}
