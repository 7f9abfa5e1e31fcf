// A classic script, run before the first paint, so that the page never flashes in the other theme.
(() => {
  const chosen = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
