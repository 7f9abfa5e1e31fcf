import { NoAnswer } from "../api.js";
import { keepDraft } from "../draft.js";
import { duration, size } from "../format.js";
import { html, nothing } from "../html.js";
import { go } from "../router.js";
import { icon } from "../ui/icons.js";
import { bar } from "../ui/bar.js";
import { look, notYet } from "../look-into.js";
import { lineWords } from "../words.js";
import { chosen, dropped, sortOut } from "./gather.js";
import { whyNot } from "./sniff.js";
import { list, t } from "../text.js";
import { rich } from "../ui/rich.js";

// Catalogues that came with others and had no turn yet: a browser keeps them until the page is loaded anew.
let left = [];

/*
 * rest -> over -> rest
 * rest -> sending -> (preview page) | refused | busy -> sending | cut -> sending
 * rest -> several -> sending; the others are there again when a person returns to the page
 * rest -> (preview page), with pictures, which are sent when they are to be compressed
 */
export function dropZone(redraw) {
  let state = left.length ? { is: "several", files: left } : { is: "rest" };
  let stopper = null;
  let timer = 0;
  const be = (next) => {
    state = next;
    redraw();
  };

  /** Pictures are a batch; of several catalogues each is one, and a person says which comes first. */
  async function takeAll(finding) {
    const { pictures, others } = await sortOut(await finding);
    if (pictures.length) {
      keepDraft(ofPictures(pictures), readHere(pictures, others), 0, null, true);
      return go("/preview");
    }
    if (others.length === 1) return take(others[0].file);
    if (!others.length) return be({ is: "refused", title: t("drop.nothing"), text: t("drop.no_file") });
    left = others.map(({ file }) => file);
    be({ is: "several", files: left });
  }

  async function take(file) {
    left = left.filter((one) => one !== file);
    const why = await whyNot(file);
    if (why) return be({ is: "refused", ...why });
    stop();
    stopper = new AbortController();
    const began = performance.now();
    be({ is: "sending", file, sent: 0, total: file.size, left: null });
    try {
      const progress = (sent, total) => be({ is: "sending", file, sent, total, left: ((performance.now() - began) * (total - sent)) / sent / 1000 });
      const { answer, said } = await look(file, { progress, signal: stopper.signal });
      keepDraft(file, answer, (performance.now() - began) / 1000, said, Boolean(said));
      go("/preview");
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.columns) {
        keepDraft(file, notYet(error), (performance.now() - began) / 1000);
        return go("/preview");
      }
      be(badEnd(error, file));
    }
  }

  function badEnd(error, file) {
    if (error instanceof NoAnswer) return { is: "cut", file, sent: error.sent };
    if (error.status === 429) {
      timer = setTimeout(() => take(file), error.retryAfter * 1000);
      return { is: "busy", file, wait: error.retryAfter };
    }
    const lines = error.errors.slice(0, 3).map((found) => `${lineWords(found)} ${found.message}`);
    return { is: "refused", title: t("drop.refused"), text: lines.length ? lines.join(" ") : error.detail || error.title };
  }

  function stop() {
    clearTimeout(timer);
    stopper?.abort();
  }

  const drag = {
    over(event) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (state.is !== "sending" && state.is !== "over") be({ is: "over" });
    },
    leave: (event) => !event.relatedTarget && state.is === "over" && be({ is: "rest" }),
    drop(event) {
      if (!event.dataTransfer?.files.length && !event.dataTransfer?.items.length) return;
      event.preventDefault();
      if (state.is !== "sending") takeAll(dropped(event.dataTransfer));
    },
  };
  addEventListener("dragover", drag.over);
  addEventListener("dragleave", drag.leave);
  addEventListener("drop", drag.drop);

  return {
    view: () => view(state, { take, takeAll, rest: () => (stop(), (left = []), be({ is: "rest" })) }),
    choose: () => document.getElementById("file").click(),
    close() {
      stop();
      removeEventListener("dragover", drag.over);
      removeEventListener("dragleave", drag.leave);
      removeEventListener("drop", drag.drop);
    },
  };
}

const view = (state, act) => html`
  <section class="drop ${state.is}" aria-labelledby="drop-title">
    <input type="file" id="file" hidden multiple accept=".csv,.gz,.xlsx,.xlsm,.ods,.txt,.tsv,.json,.jsonl,.xml,.rss,.zip,text/csv,image/*" @change=${(e) => pick(e, act)}>
    <input type="file" id="folder" hidden webkitdirectory @change=${(e) => pick(e, act)}>
    ${LOOKS[state.is](state, act)}
  </section>`;

function pick({ target }, act) {
  const found = chosen(target);
  target.value = "";
  if (found.length) act.takeAll(found);
}

/** What the preview is called, and what is sent when it starts. */
function ofPictures(pictures) {
  const [{ file, path }] = pictures;
  const folder = path.includes("/") ? path.split("/")[0] : "";
  const together = folder && pictures.every((each) => each.path.startsWith(`${folder}/`));
  return {
    name: pictures.length === 1 ? file.name : together ? folder : t("pictures", { n: pictures.length }),
    size: pictures.reduce((sum, each) => sum + each.file.size, 0),
    pictures,
  };
}

/** As a dry run would answer: nothing has to be sent to know it. */
const readHere = (pictures, others) => ({
  pictures: true,
  rows: pictures.length,
  images: pictures.length,
  distinct: pictures.length,
  hosts: [],
  bad_rows: [],
  errors: [],
  problems_total: 0,
  columns: null,
  warnings: others.length ? [t("drop.left_out", { n: others.length, names: namesOf(others) })] : [],
});

const NAMED = 5;
const namesOf = (files) => {
  const names = files.slice(0, NAMED).map(({ path }) => path);
  return files.length > NAMED ? t("drop.and_others", { names: list(names) }) : list(names);
};

const choose = () => document.getElementById("file").click();
const chooseFolder = () => document.getElementById("folder").click();
const glyph = (name) => html`<span class="glyph">${icon(name)}</span>`;
const stopButton = (act) => html`<button class="btn slim" type="button" @click=${act.rest}>${t("stop")}</button>`;

const LOOKS = {
  rest: () => html`${glyph("upload")}
    <h2 id="drop-title">${t("drop.here")}</h2>
    <p class="muted">${t("drop.or_pictures")}</p>
    <div class="row">
      <button class="btn primary large" type="button" @click=${choose}>${t("drop.choose")}</button>
      <button class="btn quiet large" type="button" @click=${chooseFolder}>${t("drop.choose_folder")}</button>
      <a class="btn quiet large" href="/v1/template.csv" download>${t("drop.template")}</a>
    </div>`,
  over: () => html`${glyph("upload")}<h2 id="drop-title">${t("drop.let_go")}</h2><p class="muted">${t("drop.preview_first")}</p>`,
  refused: ({ title, text }) => html`${glyph("errors")}
    <div role="alert" class="stack"><h2 id="drop-title">${title}</h2><p>${text}</p></div>
    <div class="row"><button class="btn" type="button" @click=${choose}>${t("drop.choose_other")}</button><a class="btn quiet" href="/v1/template.csv" download>${t("drop.template")}</a></div>`,
  several: ({ files }, act) => html`${glyph("file")}
    <div role="status" class="stack"><h2 id="drop-title">${t("drop.several", { n: files.length })}</h2><p class="muted">${t("drop.which")} ${t("drop.waits")}</p></div>
    <ul class="list each">${files.map((file) => html`<li class="row tight pad"><span class="cut" title=${file.name}>${file.name}</span><span class="small muted nowrap">${size(file.size)}</span><button class="btn slim end" type="button" @click=${() => act.take(file)}>${t("drop.read_this")}</button></li>`)}</ul>
    <div class="row">${stopButton(act)}</div>`,
  sending: ({ file, sent, total, left }, act) => html`<div class="reading stack">
    <h2 class="cut" id="drop-title" title=${file.name}>${file.name}</h2>
    <div role="progressbar" aria-label=${t("upload")} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round((100 * sent) / total)}>${bar({ total, stored: sent, failed: 0 }, "thin")}</div>
    <div class="row tight small muted"><span>${sent < total ? t("of", { part: size(sent), all: size(total) }) : t("drop.reading")}</span><span class="end">${left > 1 ? t("left", { time: duration(left) }) : nothing}</span></div>
    <div>${stopButton(act)}</div></div>`,
  busy: ({ file, wait }, act) => html`<div class="reading stack">
    <h2 class="cut" id="drop-title" title=${file.name}>${file.name}</h2>
    <div class="note warn small" role="status">${icon("pending")}<div>${rich("drop.busy", { wait })}</div></div>
    <div>${stopButton(act)}</div></div>`,
  cut: ({ file, sent }, act) => html`<div class="reading stack">
    <h2 class="cut" id="drop-title" title=${file.name}>${file.name}</h2>
    <div class="note bad small" role="alert">${icon("errors")}<div>${rich("drop.cut", { part: size(sent), all: size(file.size) })}</div></div>
    <div class="row"><button class="btn slim" type="button" @click=${() => act.take(file)}>${icon("retry")}${t("drop.send_again")}</button>${stopButton(act)}</div></div>`,
};
