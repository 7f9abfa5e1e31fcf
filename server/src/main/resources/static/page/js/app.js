import { batchPage } from "./batch/batch.js";
import { cataloguePage } from "./catalogues/catalogue.js";
import { cataloguesPage } from "./catalogues/catalogues.js";
import { homePage } from "./home/home.js";
import { keysPage } from "./keys/keys.js";
import { lostPage } from "./lost.js";
import { previewPage } from "./preview/preview.js";
import { route, startRouter } from "./router.js";
import { askForKey } from "./session.js";
import { onMissingKey } from "./api.js";
import { startLanguageChoice, translateMarkup } from "./ui/languages.js";
import { closeMenusElsewhere } from "./ui/menu.js";
import { startThemeButton } from "./ui/theme-button.js";
import { refreshWho, startWho } from "./who.js";

onMissingKey(async () => {
  const signedIn = await askForKey();
  if (signedIn) refreshWho();
  return signedIn;
});
translateMarkup(document);
startLanguageChoice(document.getElementById("language"));
startThemeButton(document.getElementById("theme"));
closeMenusElsewhere();

route("/", homePage);
route("/preview", previewPage);
route("/batches/:id", batchPage);
route("/catalogues", cataloguesPage);
route("/catalogues/:id", cataloguePage);
route("/keys", keysPage);
startRouter(document.getElementById("main"), lostPage);

startWho(document.getElementById("who"));

// Only changes after the first paint are animated.
setTimeout(() => (document.documentElement.dataset.ready = ""), 100);
