// Mends the markup of the two libraries, as it comes, for people with a screen reader or a keyboard.
const level = (n) => (heading) => heading.setAttribute("aria-level", n);
const region = (name) => (box) => {
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", name);
};
const scrolled = (code) => (code.tabIndex = 0);
const MENDS = [
  [".opblock-summary-control a[href]", (link) => link.removeAttribute("href")],
  [".information-container", region("About")],
  [".scheme-container", region("Server and key")],
  ["#servers", (select) => select.setAttribute("aria-label", "Server")],
  ["#swagger-ui h2.title", level(1)],
  ["#swagger-ui h3.opblock-tag", level(2)],
  ["#swagger-ui h4", level(3)],
  ["#swagger-ui h5", level(4)],
  ["#swagger-ui pre.microlight", scrolled],
  ["#swagger-ui [data-param-name] select", (select) => select.setAttribute("aria-label", select.closest("[data-param-name]").dataset.paramName)],
  ["#swagger-ui .examples-select-element", (select) => select.setAttribute("aria-label", "Example")],
  ["#redoc h5", level(3)],
  ["#redoc pre", scrolled],
];

const mend = () => {
  for (const [where, how] of MENDS) for (const found of document.querySelectorAll(`${where}:not([data-mended])`)) {
    how(found);
    found.dataset.mended = "";
  }
};
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
