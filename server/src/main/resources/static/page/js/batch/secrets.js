import { secretsOf } from "../draft.js";
import { html } from "../html.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { t } from "../text.js";
import { rich } from "../ui/rich.js";

/** The only time a webhook's secret is shown. */
export const secrets = (id) =>
  secretsOf(id).map(
    ({ url, secret }) => html`
    <div class="note mid">${icon("key")}<div>${rich("secret.once", { secret: html`<code class="secret">${secret}</code>`, url: html`<span class="mono">${url}</span>` })}</div>
      <button class="btn slim" type="button" @click=${() => copy(secret, t("secret.keep"))}>${icon("copy")}${t("copy")}</button></div>`,
  );
