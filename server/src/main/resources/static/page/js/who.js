import { html, nothing, render } from "./html.js";
import { icon } from "./ui/icons.js";
import { menu } from "./ui/menu.js";
import { notifyProblem } from "./ui/notices.js";
import { request, whoAmI } from "./api.js";
import { isAdmin, named } from "./keys/words.js";
import { go } from "./router.js";
import { t } from "./text.js";

let place;
let who = null;

/** Who is signed in, in the bar at the top, with what only they may do. This alone opens no question for a key. */
export function startWho(into) {
  place = into;
  return refreshWho();
}

export async function refreshWho() {
  who = await whoAmI().catch(() => null);
  render(view(), place);
}

const view = () =>
  who && (who.key || isAdmin(who))
    ? menu({
        summary: html`${icon("key")}<span class="cut">${named(who)}</span>`,
        label: who.key ? t("who.signed_in", { name: named(who) }) : t("keys"),
        side: "right",
        look: "btn quiet who",
        items: [isAdmin(who) && { icon: "key", text: t("keys"), act: () => go("/keys") }, who.key && { icon: "out", text: t("who.sign_out"), act: signOut }],
      })
    : nothing;

/** The page leaves with the session, and so does all that it shows. */
async function signOut() {
  try {
    await request("DELETE", "/v1/session");
    location.assign("/");
  } catch (error) {
    notifyProblem(error, t("who.not_signed_out"));
  }
}
