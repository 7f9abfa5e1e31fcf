// A classic script, run before the first paint: in which language the page speaks, and where its texts are.
(() => {
  const OURS = ["en", "de", "fr", "es", "pt", "ja", "zh"];
  /** Traditional Chinese is not what we have. */
  const ours = (tag) => {
    const { language, script } = new Intl.Locale(tag).maximize();
    return OURS.find((one) => one === language && script !== "Hant");
  };
  const chosen = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem("language");
  const language = OURS.includes(chosen) ? chosen : (navigator.languages.map(ours).find(Boolean) ?? "en");
  document.documentElement.lang = language;
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: `/page/text/${language}.js` }));
})();
