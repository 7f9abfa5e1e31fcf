import { notify } from "./notices.js";
import { t } from "../text.js";

/** Copies text; over plain http from another machine there is no clipboard, so it is shown to be copied by hand. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    notify({ tone: "good", icon: "done", title: t("copy.done"), text: what, seconds: 3 });
  } catch {
    notify({ tone: "warn", icon: "copy", title: t("copy.by_hand"), text });
  }
}
