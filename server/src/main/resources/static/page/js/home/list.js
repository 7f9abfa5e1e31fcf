import { listBatches, NoAnswer } from "../api.js";
import { html, repeat } from "../html.js";
import { every } from "../paint.js";
import { remember, remembered } from "../router.js";
import { finder } from "../ui/find.js";
import { jumpTo, pager, segments } from "../ui/segments.js";
import { bones, empty, locked, unanswered } from "../ui/void.js";
import { hasEnded } from "../words.js";
import { bulk } from "./bulk.js";
import { row } from "./row.js";
import { t } from "../text.js";

const PAGE = 20;
const SHOWS = [
  ["", t("show.all")],
  ["running", t("show.running")],
  ["finished", t("show.finished")],
  ["errors", t("show.errors")],
];
const STATUSES = {
  "": [],
  running: ["pending", "processing", "paused"],
  finished: ["completed", "completed_with_errors", "failed", "cancelled"],
  errors: ["completed_with_errors", "failed"],
};

/** The batches, newest first, kept up to date while the page is looked at. */
export function batchList(redraw, startSample) {
  const state = { batches: null, total: 0, page: 1, show: remembered("show"), q: remembered("q"), error: null };
  if (!STATUSES[state.show]) state.show = "";
  const picked = new Set();
  let asked = 0;

  async function load() {
    const turn = ++asked;
    try {
      const answer = await listBatches({ status: STATUSES[state.show], q: state.q.trim(), limit: PAGE, skip: (state.page - 1) * PAGE, total: true });
      if (turn !== asked) return;
      Object.assign(state, { batches: answer.data, total: answer.total, error: null });
      if (state.page > pagesOf(answer.total)) return turnTo(pagesOf(answer.total));
      for (const id of picked) if (!answer.data.some((batch) => batch.id === id)) picked.delete(id);
    } catch (error) {
      if (turn === asked) state.error = error;
    }
    redraw();
  }

  const look = (change) => {
    Object.assign(state, { page: 1 }, change);
    picked.clear();
    remember({ show: state.show, q: state.q.trim() });
    redraw();
    return load();
  };
  const turnTo = (page) => {
    state.page = page;
    picked.clear();
    return load();
  };
  const find = finder(t("batches.find"), t("batches.find_by"), (q) => look({ q }));
  const selected = bulk(picked, () => state.batches ?? [], load, redraw);
  const running = () => state.batches?.some((batch) => !hasEnded(batch) && batch.status !== "paused");
  const keyMissing = () => state.error?.status === 401;
  const stop = every(
    () => (state.error ? 5000 : running() ? 1500 : 5000),
    () => keyMissing() || load(),
  );

  const body = () => {
    if (state.error && (!state.batches || state.error instanceof NoAnswer || keyMissing())) return noAnswer(state.error, load);
    if (!state.batches) return bones(4);
    if (!state.batches.length) return nothingHere(state, look, startSample);
    return html`
      ${selected.view()}
      <div class="batch head">${selected.all()}<span>${t("name")}</span><span>${t("images")}</span><span class="num">${t("saved")}</span><span class="num">${t("failed")}</span><span class="num">${t("started")}</span><span></span></div>
      <ul class="list">${repeat(
        state.batches,
        (batch) => batch.id,
        (batch) => row(batch, { box: selected.box(batch), changed: load }),
      )}</ul>
      ${pager({ words: words(state), jump: jumpTo({ name: t("page"), last: pagesOf(state.total), jump: turnTo }), labels: [t("newer"), t("older")], back: state.page > 1 && (() => turnTo(state.page - 1)), forward: state.page < pagesOf(state.total) && (() => turnTo(state.page + 1)) })}`;
  };

  return {
    close: stop,
    view: () => html`
      <section class="panel batches" aria-labelledby="batches-title">
        <header><h2 id="batches-title">${t("batches")}</h2>${segments(t("show"), SHOWS, state.show, (show) => look({ show }))}${find(state.q)}</header>
        ${body()}
      </section>`,
  };
}

const pagesOf = (total) => Math.max(1, Math.ceil(total / PAGE));

const words = ({ page, total, batches }) => {
  const before = (page - 1) * PAGE;
  return total <= PAGE ? t("batches.latest", { n: batches.length }) : t("batches.range", { first: before + 1, last: before + batches.length, n: total });
};

const noAnswer = (error, again) =>
  error instanceof NoAnswer
    ? unanswered(again, 5)
    : error.status === 401
      ? locked(again)
      : empty({
          icon: "errors",
          title: error.title ?? t("batches.failed"),
          text: error.detail || error.message,
          action: { icon: "retry", text: t("ask.again"), act: again },
        });

function nothingHere({ show, q }, look, startSample) {
  if (q)
    return empty({
      icon: "search",
      title: t("find.nothing", { q }),
      text: t("batches.searched"),
      action: { text: t("find.clear"), act: () => look({ q: "" }) },
    });
  if (show)
    return empty({
      icon: "file",
      title: t("batches.none_such"),
      text: t("batches.none_in_state"),
      action: { text: t("show_all"), act: () => look({ show: "" }) },
    });
  return empty({
    icon: "file",
    title: t("batches.none"),
    text: t("batches.none_why"),
    action: { icon: "play", text: t("sample.try"), act: startSample },
  });
}
