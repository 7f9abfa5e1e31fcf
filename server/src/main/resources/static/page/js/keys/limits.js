import { changeKey } from "../api.js";
import { html, render } from "../html.js";
import { notifyProblem } from "../ui/notices.js";
import { count, t } from "../text.js";

const MOST = 2147483647;
const FIELDS = [
  ["uploads_per_minute", t("limit.uploads_field")],
  ["images_per_day", t("limit.images_field")],
  ["concurrent_batches", t("limit.batches_field")],
];

/** The limits of one key: an empty field means the value of the settings, shown in grey. */
export const limitFields = (own, settings, hint) => html`
  <fieldset class="field limits" aria-describedby=${hint}><legend>${t("limits")}</legend>
    ${FIELDS.map(
      ([name, text]) => html`
      <label class="row tight"><input class="input slim" type="number" inputmode="numeric" name=${name} min="0" max=${MOST} step="1" placeholder=${settings?.[name] ? count(settings[name]) : t("limit.any")} .value=${String(own?.[name] ?? "")}><span>${text}</span></label>`,
    )}
    <p class="hint" id=${hint}>${t("limits.hint")}</p>
  </fieldset>`;

export const readLimits = (fields) => Object.fromEntries(FIELDS.map(([name]) => [name, fields.get(name) === "" ? null : Number(fields.get(name))]));

/** Asks for the limits of a key and sets them; true when they are set. */
export function editLimits(key, settings) {
  return new Promise((done) => {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "limits-title");
    const save = async (event) => {
      event.preventDefault();
      try {
        await changeKey(key.id, { limits: readLimits(new FormData(event.target)) });
        dialog.close("yes");
      } catch (error) {
        dialog.close();
        notifyProblem(error, t("limits.not_saved"));
      }
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    render(
      html`<form class="pad-l stack mid" @submit=${save}>
        <h2 id="limits-title">${t("limits.of", { name: key.name })}</h2>
        ${limitFields(key.own_limits, settings, "limits-hint")}
        <div class="row"><span class="end"></span><button class="btn" type="button" @click=${() => dialog.close()}>${t("limits.leave")}</button><button class="btn primary">${t("limits.save")}</button></div>
      </form>`,
      dialog,
    );
    dialog.showModal();
  });
}
