import { t } from "../text.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

export function startThemeButton(button) {
  const say = () => (button.ariaLabel = isDark() ? t("theme.light") : t("theme.dark"));
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    say();
  });
  system.addEventListener("change", say);
  say();
}
