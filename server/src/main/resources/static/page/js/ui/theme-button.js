const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

export function startThemeButton(button) {
  const say = () => (button.ariaLabel = isDark() ? "Use the light theme" : "Use the dark theme");
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    say();
  });
  system.addEventListener("change", say);
  say();
}
