import { Directive, directive, noChange } from "../html.js";

/** One style of an element, set through the object model: a style attribute would need a looser CSP. */
export const styled = directive(
  class extends Directive {
    update({ element }, [name, value]) {
      element.style.setProperty(name, value);
      return noChange;
    }
  },
);
