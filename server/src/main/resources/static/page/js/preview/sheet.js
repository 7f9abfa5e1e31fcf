import { html, nothing } from "../html.js";
import { icon } from "../ui/icons.js";
import { lineWords } from "../words.js";
import { t } from "../text.js";

/** The lines around each problem, with the cells marked and the reason under them. */
export function problems(answer, redraw) {
  const { bad_rows: bad, problems_total: total, errors = [] } = answer;
  if (!bad.length) return () => (errors.length ? fileProblems(errors) : nothing);
  const lines = gather(bad);
  const header = headerOf(answer, lines);
  let now = 0;
  const step = (by) => {
    now = (now + by + bad.length) % bad.length;
    redraw();
    const row = document.getElementById(`line-${bad[now].line}`);
    row.scrollIntoView({ block: "nearest", behavior: "smooth" });
    row.querySelector(".err")?.focus({ preventScroll: true });
  };
  return () => html`
    <section class="panel" aria-labelledby="bad-title">
      <header><h2 id="bad-title">${t("bad.title", { n: bad.length })}</h2>
        <div class="row tight end">
          <button class="btn quiet icon slim" type="button" aria-label=${t("bad.previous")} @click=${() => step(-1)}>${icon("left")}</button>
          <span class="small muted nowrap" role="status">${t("of", { part: now + 1, all: bad.length })}</span>
          <button class="btn quiet icon slim" type="button" aria-label=${t("bad.next")} @click=${() => step(1)}>${icon("right")}</button>
        </div></header>
      <div class="sheet" tabindex="0" role="region" aria-label=${t("bad.lines")}>
        <table>
          <thead><tr><th class="ln" scope="col">${t("bad.line")}</th>${header.map((name) => html`<th scope="col" title=${name}>${name}</th>`)}</tr></thead>
          <tbody>${lines.map((line, i) => [gap(lines[i - 1], line, header.length), lineRow(line, header)])}${foot(total, errors.length, header.length)}</tbody>
        </table>
      </div>
    </section>`;
}

/** Neighbours of two problems may be the same line: each line once, in order. */
function gather(bad) {
  const lines = new Map();
  for (const { before = [], after = [] } of bad) for (const near of [...before, ...after]) lines.set(near.line, { ...near, problems: [] });
  for (const row of bad) lines.set(row.line, row);
  return [...lines.values()].sort((a, b) => a.line - b.line);
}

function headerOf({ header }, lines) {
  const widest = Math.max(...lines.map(({ cells }) => cells.length));
  return Array.from({ length: Math.max(header?.length ?? 0, widest) }, (_, i) => header?.[i] ?? "");
}

function gap(before, line, columns) {
  const between = before ? line.line - before.line - 1 : 0;
  return between > 0 ? html`<tr class="gap"><td colspan=${columns + 1}><span>${t("bad.between", { n: between })}</span></td></tr>` : nothing;
}

function foot(total, shown, columns) {
  if (!(total > shown)) return nothing;
  return html`<tr class="gap"><td colspan=${columns + 1}><span>${t("bad.first", { shown, total })}</span></td></tr>`;
}

const same = (a, b) => a.trim().toLowerCase() === (b ?? "").trim().toLowerCase();

function lineRow({ line, cells, problems: found }, header) {
  const at = found.map((problem) => header.findIndex((name) => name && same(name, problem.column)));
  return html`
    <tr id="line-${line}"><th class="ln" scope="row">${line}</th>${header.map((_, i) =>
      cell(
        line,
        cells[i],
        found.filter((_p, p) => at[p] === i),
        i,
      ),
    )}</tr>
    ${found.map(
      (problem, p) => html`
      <tr class="why"><td class="ln"></td><td colspan=${header.length}><span class="bad" id="why-${line}-${Math.max(at[p], 0)}">${icon("errors")}<span><b>${lineWords({ line, column: problem.column })}</b> ${problem.message}</span></span></td></tr>`,
    )}`;
}

const cell = (line, text, found, i) =>
  found.length
    ? html`<td class="err ${text ? "" : "empty"}" tabindex="-1" title=${text ?? ""} aria-describedby="why-${line}-${i}">${text || t("bad.empty")}</td>`
    : html`<td title=${text ?? ""}>${text ?? ""}</td>`;

const fileProblems = (errors) =>
  html`${errors.map(({ line, column, message }) => html`<div class="note bad" role="alert">${icon("errors")}<div><b>${lineWords({ line, column })}</b> ${message}</div></div>`)}`;
