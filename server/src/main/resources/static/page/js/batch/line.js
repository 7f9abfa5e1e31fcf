import { html, nothing, render } from "../html.js";
import { notify } from "../ui/notices.js";

/** How the page hears of the batch: a dot in the top bar, and a notice while it does not. */
export function lineInTop() {
  const place = document.getElementById("live");
  let notice = null;

  function lost({ left, draining }, tryNow) {
    const title = draining ? "This server is stopping." : "Connection lost.";
    const goesOn = draining ? "The batch goes on at another server, or here after its next start." : "The batch goes on without this page.";
    const text = `${goesOn} Trying again in ${left} s.`;
    if (notice) return notice.change({ text });
    const action = { text: "Try now", act: tryNow };
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
        if (back) notify({ tone: "good", icon: "done", title: "Connected again.", text: "The figures are up to date.", seconds: 5 });
      }
      render(DOTS[line.is] ?? nothing, place);
    },
  };
}

const DOTS = {
  live: html`<i class="dot"></i><span>Live</span>`,
  lost: html`<i class="dot off"></i><span>Not connected</span>`,
};
