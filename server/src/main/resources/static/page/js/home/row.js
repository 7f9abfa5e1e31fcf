import { fileOf } from "../api.js";
import { age, count, saved, size, wholeDate } from "../format.js";
import { html } from "../html.js";
import { go } from "../router.js";
import { bar } from "../ui/bar.js";
import { copy } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { menu } from "../ui/menu.js";
import { cancel, pause, remove, resume, retry } from "../verbs.js";
import { hasEnded, statusOf } from "../words.js";
import { t } from "../text.js";

/** A batch in one line of the list. */
export function row(batch, { box, changed }) {
  const { counts } = batch;
  const status = statusOf(batch);
  const ended = hasEnded(batch);
  const gain = saved(batch.bytes_in, batch.bytes_out);
  const whole = ended && counts.processed === counts.total;
  return html`
    <li class="batch">
      ${box}
      <div class="name"><span class=${status.tone || "muted"} title=${status.text}>${icon(status.icon, status.turns && "spin")}</span><a class="cut" href="/batches/${batch.id}" title=${batch.name}>${batch.name}</a><span class="sr">${status.text}</span></div>
      <div class="prog"><span class="small">${whole ? count(counts.total) : t("of", { part: counts.processed, all: counts.total })}<span class="only-narrow"> ${t("row.images", { n: counts.total })}</span></span>${bar(counts, "thin")}</div>
      <div class="num ${counts.stored ? "" : "muted nil"}">${counts.stored ? html`${size(gain.bytes)} <span class="small muted">${gain.text}</span>` : "–"}</div>
      <div class="num ${counts.failed ? "bad" : "muted nil"}">${counts.processed ? count(counts.failed) : "–"}<span class="only-narrow"> ${t("row.failed")}</span></div>
      <div class="num small muted age"><time datetime=${batch.created_at} title=${wholeDate(batch.created_at)}>${age(batch.created_at)}</time></div>
      ${menu({ summary: icon("more"), label: t("more_for", { name: batch.name }), side: "right", look: "btn quiet icon slim more", items: verbs(batch, ended, changed) })}
    </li>`;
}

const verbs = (batch, ended, changed) => [
  { icon: "right", text: t("open"), act: () => go(`/batches/${batch.id}`) },
  !ended && batch.status !== "paused" && { icon: "pause", text: t("pause"), act: () => pause(batch, changed) },
  batch.status === "paused" && { icon: "play", text: t("resume"), act: () => resume(batch, changed) },
  !ended && { icon: "failed", text: t("cancel"), act: () => cancel(batch, changed) },
  batch.counts.failed > 0 && { icon: "retry", text: t("retry.n", { n: batch.counts.failed }), act: () => retry(batch, changed) },
  { icon: "download", text: t(ended ? "results" : "results.so_far", { form: "CSV" }), href: fileOf(batch.id, "results.csv") },
  { icon: "copy", text: t("copy.id"), act: () => copy(batch.id, batch.id) },
  { icon: "trash", text: t("delete"), bad: true, act: () => remove(batch, changed) },
];
