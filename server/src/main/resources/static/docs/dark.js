// Run before the first paint: the libraries know the dark theme by a class, not by the system's setting.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const choose = () => root.classList.toggle("dark-mode", (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark");
  system.addEventListener("change", choose);
  choose();
})();
