import { html, nothing, render } from "../html.js";
import { notify } from "../ui/notices.js";
import { sentences, t } from "../text.js";

/** Whether the page gets news of the batch: a dot in the top bar, and a notice while it does not. */
export function lineInTop() {
  const place = document.getElementById("live");
  let notice = null;

  function lost({ left, draining }, tryNow) {
    const title = t(draining ? "line.draining" : "line.lost");
    const goesOn = t(draining ? "line.goes_on_elsewhere" : "line.goes_on");
    const text = sentences(goesOn, t("line.again", { left }));
    if (notice) return notice.change({ text });
    const action = { text: t("line.try_now"), act: tryNow };
    notice = notify({ tone: "warn", icon: "cut", title, text, action });
  }

  function clear() {
    notice?.gone();
    notice = null;
    render(nothing, place);
  }

  return {
    clear,
    show(line, { tryNow, back }) {
      if (line.is === "lost") lost(line, tryNow);
      else if (line.is === "live" || line.is === "ended") {
        clear();
        if (back) notify({ tone: "good", icon: "done", title: t("line.back"), text: t("line.up_to_date"), seconds: 5 });
      }
      render(DOTS[line.is] ?? nothing, place);
    },
  };
}

const DOTS = {
  live: html`<i class="dot"></i><span>${t("line.live")}</span>`,
  lost: html`<i class="dot off"></i><span>${t("line.off")}</span>`,
};
