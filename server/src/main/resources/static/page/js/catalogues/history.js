import { fileOf } from "../api.js";
import { countsInWords } from "../batch/changed.js";
import { age, saved, size, wholeDate } from "../format.js";
import { html, nothing } from "../html.js";
import { t } from "../text.js";
import { icon } from "../ui/icons.js";
import { rich } from "../ui/rich.js";
import { hasEnded, statusOf } from "../words.js";

/** All runs of a catalogue, the newest first: what each found changed since the one before it. */
export const history = (runs) =>
  html`<ul class="list">
    ${runs.map(run)}
  </ul>`;

function run(batch) {
  const status = statusOf(batch);
  const { id, created_at: at, counts, bytes_in: before, bytes_out: after } = batch;
  return html`<li class="row wide pad run">
    <div class="stack grow">
      <p class="row tight">
        <span class=${status.tone || "muted"} title=${status.text}>${icon(status.icon, status.turns && "spin")}</span>
        <a href="/batches/${id}"><time datetime=${at} title=${wholeDate(at)}>${age(at)}</time></a>
        <span class="small muted cut" title=${batch.name}>${batch.name}</span>
      </p>
      <p class="small">${found(batch, status)}</p>
    </div>
    <p class="small muted nowrap end">${t("images.n", { n: counts.total })}${counts.stored ? html` · ${size(before)} → ${size(after)} · <b>${t("less", { share: saved(before, after).text })}</b>` : nothing}</p>
  </li>`;
}

function found(batch, status) {
  const changes = batch.catalogue?.changes;
  if (!hasEnded(batch) || !changes) return status.text;
  if (!changes.since) return t("runs.first");
  return html`${countsInWords(changes)}. <a href=${fileOf(batch.id, "changes.csv")} download>changes.csv</a>`;
}
