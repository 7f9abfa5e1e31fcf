// Paths to pages. A page is a function (host, params) that draws itself into host and returns what to do when it is left.
const routes = [];
let leave = () => {};
let host;
let lost;

export function route(path, page) {
  const names = [];
  const pattern = path.replace(/:(\w+)/g, (_, name) => names.push(name) && "([^/]+)");
  routes.push({ pattern: new RegExp(`^${pattern}/?$`), names, page });
}

export function startRouter(main, lostPage) {
  host = main;
  lost = lostPage;
  addEventListener("popstate", show);
  addEventListener("click", followInside);
  show();
}

/** Goes to a path of this page. */
export function go(path) {
  history.pushState(null, "", path);
  show();
  scrollTo(0, 0);
  host.focus({ preventScroll: true });
}

/** Keeps what a view shows in the address, so that a reload or a shared link shows the same. */
export function remember(params) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(params)) value ? query.set(name, value) : query.delete(name);
  const text = query.toString();
  history.replaceState(null, "", location.pathname + (text ? `?${text}` : "") + location.hash);
}

export const remembered = (name) => new URLSearchParams(location.search).get(name) ?? "";

function match(path) {
  for (const { pattern, names, page } of routes) {
    const found = pattern.exec(path);
    if (found) return { page, params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1])])) };
  }
  return null;
}

function show() {
  leave();
  const found = match(location.pathname) ?? { page: lost, params: {} };
  const fresh = document.createElement("div");
  fresh.className = "page";
  host.replaceChildren(fresh);
  leave = found.page(fresh, found.params) ?? (() => {});
  for (const link of document.querySelectorAll("header nav a")) link.ariaCurrent = link.pathname === location.pathname ? "page" : null;
}

function followInside(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || !match(link.pathname)) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
