import { secretsOf } from "../draft.js";
import { html } from "../html.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";

/** The only time a webhook's secret is shown. */
export const secrets = (id) =>
  secretsOf(id).map(
    ({ url, secret }) => html`
    <div class="note mid">${icon("key")}<div><b>The secret of your webhook is shown once.</b> <code class="secret">${secret}</code> signs every delivery to <span class="mono">${url}</span>.</div>
      <button class="btn slim" type="button" @click=${() => copy(secret, "Keep it where your receiver can read it.")}>${icon("copy")}Copy</button></div>`,
  );
