import { render } from "./html.js";

/** Draws a view into its host, at most once a frame however often it is asked to. */
export function painter(host, view) {
  let asked = 0;
  const draw = () => {
    asked = 0;
    if (host.isConnected) render(view(), host);
  };
  // A hidden tab gets no frames: the timer keeps its title and its figures right.
  return () => (asked ||= document.hidden ? setTimeout(draw, 250) : requestAnimationFrame(draw));
}

/** Calls `work` now and then until stopped, never twice at once, and not while the tab is hidden. */
export function every(delay, work) {
  let timer = 0;
  let stopped = false;
  const turn = async () => {
    if (!document.hidden) await work();
    if (!stopped) timer = setTimeout(turn, typeof delay === "function" ? delay() : delay);
  };
  turn();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

export function debounce(ms, work) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(work, ms, ...args);
  };
}
