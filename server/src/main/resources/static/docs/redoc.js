// The search would run in a worker made from a blob, which the page's policy does not allow.
const at = (name) => {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};
const panel = "#1b2220";
Redoc.init(
  "/v3/api-docs",
  {
    disableSearch: true,
    hideDownloadButton: false,
    nativeScrollbars: true,
    theme: {
      colors: {
        primary: { main: at("accent") },
        text: { primary: at("text"), secondary: at("muted") },
        responses: {
          success: { color: at("accent"), backgroundColor: at("accent-soft"), tabTextColor: "#43cbb1" },
          error: { color: at("bad"), backgroundColor: at("bad-soft"), tabTextColor: "#ff8d7e" },
          redirect: { color: at("warn"), backgroundColor: at("warn-soft"), tabTextColor: "#e9b84f" },
          info: { color: at("text"), backgroundColor: at("sunken"), tabTextColor: "#e8edeb" },
        },
        border: { dark: at("line"), light: at("line") },
      },
      schema: { linesColor: at("control"), typeNameColor: at("muted"), typeTitleColor: at("muted"), requireLabelColor: at("bad"), nestedBackground: at("sunken") },
      sidebar: { backgroundColor: at("surface"), textColor: at("text"), activeTextColor: at("accent") },
      rightPanel: { backgroundColor: panel },
      codeBlock: { backgroundColor: "#0d100f" },
      typography: { code: { color: at("bad"), backgroundColor: at("sunken") }, links: { color: at("accent") } },
    },
  },
  document.getElementById("redoc"),
);
