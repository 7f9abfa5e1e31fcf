import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { sentences, t } from "../text.js";
import { rich } from "../ui/rich.js";

const ROLES = [
  ["", t("role.none")],
  ["images", t("role.images")],
  ["id", t("role.id")],
  ["name", t("role.name")],
];
const SHOWN = 40;

/** The file's first rows with a role above each column. `choose(said, read)` hears of every change; `read` asks for another look at the file. */
export function columnsPanel(columns, { busy, confirmed, refused, said }, choose) {
  if (!columns) return nothing;
  const roles = rolesOf(columns);
  const widest = Math.min(Math.max(columns.found.length, 1), SHOWN);
  const set = (at, role) => choose({ ...place(said), columns: mappingOf(columns, change(roles, at, role)) }, true);
  const asks = !columns.sure && !confirmed;
  return html`
    <section class="panel columns" aria-labelledby="columns-title" aria-busy=${busy}>
      <header><h2 id="columns-title">${t("columns")}</h2><div class="row tight end">${sheets(columns, choose)} ${headerRow(columns, choose)}</div></header>
      ${refused ? say("bad", "errors", html`<b>${refused}</b> ${t("columns.say")}`) : asks ? ask(columns, said, choose) : nothing}
      <div class="sheet" tabindex="0" role="region" aria-label=${t("columns.rows")}>
        <table>
          <thead>
            <tr>${Array.from({ length: widest }, (_, i) => html`<th scope="col" class=${roles[i] ? "taken" : ""}>${role(columns, i, roles[i], set)}</th>`)}</tr>
          </thead>
          <tbody>${columns.first_rows.map((row) => line(row, columns.header_row, widest, roles))}</tbody>
        </table>
      </div>
      ${columns.found.length > SHOWN ? html`<p class="hint pad-l">${rich("columns.more", { n: columns.found.length - SHOWN })}</p>` : nothing}
      <p class="hint pad-l" role="status">${facts(columns)}</p>
    </section>`;
}

function rolesOf({ found, id, name, images }) {
  const roles = Array(found.length).fill("");
  if (id) roles[id.column - 1] = "id";
  if (name) roles[name.column - 1] = "name";
  for (const { column } of images) roles[column - 1] = "images";
  return roles;
}

/** Only one column holds ids, and only one names. */
function change(roles, at, role) {
  return roles.map((old, i) => (i === at ? role : role !== "images" && old === role ? "" : old));
}

/** By number: names may occur twice. */
function mappingOf(columns, roles) {
  const at = (role) => roles.flatMap((each, i) => (each === role ? [String(i + 1)] : []));
  const told = (n) => nameOf(columns, Number(n) - 1);
  return { id: at("id").map(told)[0], name: at("name").map(told)[0], images: at("images").map(told) };
}

function nameOf({ found }, i) {
  const name = found[i].trim();
  return name && found.filter((each) => each.trim() === name).length === 1 && !/^[0-9]+$/.test(name) ? name : String(i + 1);
}

/** Sheet and header stay as they were said when a column changes. */
const place = (said) => ({ sheet: said?.sheet, header_row: said?.header_row });

const say = (tone, glyph, words) => html`<div class="pad-l"><div class="note ${tone}" role="alert">${icon(glyph)}<div>${words}</div></div></div>`;

const ask = (columns, said, choose) =>
  say(
    "warn",
    "pending",
    html`<b>${t("columns.right")}</b> ${columns.why}
  <div class="row tight pad"><button class="btn slim primary" type="button" @click=${() => choose({ ...place(said), columns: columns.mapping }, false)}>${t("columns.yes")}</button><span class="muted">${t("columns.or_change")}</span></div>`,
  );

const role = ({ found }, i, chosen, set) => html`
  <select class="input" aria-label=${t("columns.holds", { number: i + 1, name: found[i] })} @change=${(e) => set(i, e.target.value)}>
    ${ROLES.map(([value, text]) => html`<option value=${value} ?selected=${(chosen ?? "") === value}>${text}</option>`)}
  </select>`;

const line = ({ line: n, cells }, header, widest, roles) =>
  html`<tr class=${n === header ? "names" : ""}>${Array.from({ length: widest }, (_, i) => html`<td class=${roles[i] ? "taken" : ""} title=${cells[i] ?? ""}>${cells[i] ?? ""}</td>`)}</tr>`;

const sheets = (columns, choose) =>
  columns.sheets.length < 2
    ? nothing
    : html`<label class="row tight small">${t("columns.sheet")} <select class="input" @change=${(e) => choose({ sheet: e.target.value }, true)}>${columns.sheets.map((name) => html`<option value=${name} ?selected=${name === columns.sheet}>${name}</option>`)}</select></label>`;

const headerRow = (columns, choose) => html`<label class="row tight small">${t("columns.header")}
  <select class="input" @change=${(e) => choose({ ...(columns.sheets.length > 1 ? { sheet: columns.sheet } : {}), header_row: Number(e.target.value) }, true)}>
    <option value="0" ?selected=${columns.header_row === 0}>${t("columns.no_header")}</option>
    ${columns.first_rows.map(({ line: n }) => html`<option value=${n} ?selected=${n === columns.header_row}>${t("columns.line", { line: `${n}` })}</option>`)}
  </select></label>`;

function facts({ kind, encoding, images, why }) {
  return sentences(kind === "list" && t("columns.list"), encoding && t("columns.read_as", { encoding }), images.length ? why : t("columns.no_images"));
}
