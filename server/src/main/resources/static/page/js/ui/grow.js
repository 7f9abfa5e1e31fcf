import { Directive, directive, noChange } from "../html.js";

/** How much of a bar an element takes. Set through the object model: a style attribute would need a looser CSP. */
export const grow = directive(
  class extends Directive {
    update({ element }, [share]) {
      element.style.flexGrow = share;
      return noChange;
    }
  },
);
