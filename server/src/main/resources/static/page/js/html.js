// The one place that knows where the view library lies.
export { html, svg, nothing, noChange, render } from "../lib/lit-html/lit-html.js";
export { repeat } from "../lib/lit-html/directives/repeat.js";
export { keyed } from "../lib/lit-html/directives/keyed.js";
export { Directive, directive } from "../lib/lit-html/directive.js";
