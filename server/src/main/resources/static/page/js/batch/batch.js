import { percent, shortId } from "../format.js";
import { html } from "../html.js";
import { painter } from "../paint.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { say } from "../ui/say.js";
import { bones, empty, locked } from "../ui/void.js";
import { hasEnded, statusOf } from "../words.js";
import { changes, untilCounted } from "./changes.js";
import { checks } from "./checks.js";
import { deliveries } from "./deliveries.js";
import { failures } from "./failures.js";
import { follow } from "./follow.js";
import { gallery } from "./gallery.js";
import { head } from "./head.js";
import { kept, leadElsewhere } from "./kept.js";
import { lineInTop } from "./line.js";
import { learnOrigin } from "./own-path.js";
import { progress } from "./progress.js";
import { secrets } from "./secrets.js";
import { history } from "./spark.js";
import { waiting } from "./waiting.js";
import { t } from "../text.js";

/** One batch, from its first image to its last, and what became of it. */
export function batchPage(host, { id }) {
  const state = { batch: null, line: { is: "connecting" }, asOf: null, wide: false };
  const rates = history();
  const line = lineInTop();
  const images = gallery(id, () => state.batch, redraw);
  const counted = untilCounted(id, take);
  const checked = checks(id, redraw);
  const hooks = deliveries(id, () => state.batch, redraw);
  let following = watch();
  const clock = setInterval(redraw, 1000);
  const draw = painter(host, view);

  function watch() {
    return follow(id, { onBatch: take, onLine: hear });
  }

  function take(batch) {
    if (!state.batch) state.wide = hasEnded(batch);
    learnOrigin(batch);
    const before = state.batch;
    Object.assign(state, { batch, asOf: Date.now() });
    rates.add(batch);
    if (batch.status !== before?.status) changed(before, batch);
    tell(before, batch);
    document.title = title(batch);
    counted.look(batch);
    checked.look(batch);
    images.batchMoved();
    redraw();
  }

  /** After a verb: what it answered counts at once, and a batch that runs again is followed again. */
  function acted(batch) {
    if (batch?.counts) take(batch);
    following.stop();
    following = watch();
  }

  function changed(before, batch) {
    hooks.load();
    if (before ? hasEnded(batch) : images.failed()) images.load();
  }

  function hear(next) {
    const was = state.line.is;
    state.line = next;
    line.show(next, { tryNow: () => following.tryNow(), back: was === "lost" });
    redraw();
  }

  function view() {
    const { batch, line: now } = state;
    if (now.is === "gone") return now.error.status === 401 ? html`<section class="panel">${locked(acted)}</section>` : gone(now.error, id);
    if (!batch) return html`<p class="crumb"><a href="/">${t("batches")}</a> <span>/ ${shortId(id)}</span></p><section class="panel">${bones(3)}</section>`;
    const stale = now.is === "lost" ? state.asOf : null;
    const found = [failures(batch, { acted, wide: state.wide, show: images.showFailed }), checked.view(), hooks.view(), waiting(batch)];
    return html`
      ${head(batch, { acted, gone: () => go("/") })} ${leadElsewhere(batch)} ${kept(batch)} ${changes(batch)} ${secrets(id)} ${progress(batch, { rates, stale, watched: !state.wide })}
      ${
        state.wide
          ? html`<div class="split ended">${found}</div>${images.view()}`
          : html`<div class="split running">${images.view()}<div class="stack wide">${found}</div></div>`
      }`;
  }

  function redraw() {
    draw?.();
  }

  return () => {
    following.stop();
    clearInterval(clock);
    counted.close();
    checked.close();
    images.close();
    hooks.close();
    line.clear();
  };
}

function title({ status, completion_percentage: share, name }) {
  const ended = hasEnded({ status });
  return `${ended || status === "paused" ? statusOf({ status }).text : percent(Math.floor(share))} · ${name} · imgmill`;
}

/** Speaks at every tenth and at each change of state, not four times a second. */
function tell(before, batch) {
  const tenth = (b) => Math.floor((b?.completion_percentage ?? 0) / 10);
  if (before && batch.status !== before.status) say(statusOf(batch).text);
  else if (before && tenth(batch) > tenth(before)) say(t("batch.so_far", { share: percent(tenth(batch) * 10), failed: batch.counts.failed }));
}

const gone = (error, id) => html`
  <section class="panel">${empty({ icon: "search", title: error.status === 404 ? t("batch.unknown_title") : error.title, text: error.status === 404 ? t("batch.gone", { id }) : error.detail })}
    <div class="void-foot"><a class="btn" href="/">${icon("left")}${t("batches.show")}</a></div></section>`;
