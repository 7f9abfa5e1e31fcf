import { eventsOf, getBatch, NoAnswer, Problem } from "../api.js";
import { listen } from "../sse.js";
import { hasEnded } from "../words.js";

const PAUSES = [1, 2, 3, 5, 8, 10];

/*
 * Follows one batch for as long as the page shows it:
 *
 *   connecting -> live -> ended
 *        ^          |
 *        +-- lost <-+     (again after 1, 2, 3, 5, 8, 10, 10 .. seconds, or at once when told to)
 *   connecting -> gone    (deleted, or never there)
 *   live -> draining -> lost    (the server said that it stops)
 *
 * Every (re)connection first reads the whole batch, so nothing that happened meanwhile is missed.
 */
export function follow(id, { onBatch, onLine }) {
  const end = new AbortController();
  const { signal } = end;
  let failures = 0;
  let draining = false;
  let wake = () => {};
  let lastEventId = "";

  async function run() {
    while (!signal.aborted) {
      try {
        const batch = await getBatch(id, signal);
        onBatch(batch);
        if (hasEnded(batch)) return onLine({ is: "ended" });
        failures = 0;
        draining = false;
        onLine({ is: "live" });
        await listen(eventsOf(id), hear, { signal, lastEventId });
        if (draining) await pause();
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Problem && error.status < 500 && error.status !== 429) return onLine({ is: "gone", error });
        if (!(error instanceof NoAnswer) && !(error instanceof Problem)) throw error;
        await pause();
      }
    }
  }

  function hear(name, batch, eventId) {
    if (name === "draining") {
      draining = true;
      return;
    }
    lastEventId = eventId || lastEventId;
    if (batch?.counts) onBatch(batch);
  }

  function pause() {
    const seconds = PAUSES[Math.min(failures++, PAUSES.length - 1)];
    return new Promise((next) => {
      let left = seconds;
      const tick = () => {
        if (left <= 0) return wake();
        onLine({ is: "lost", left, draining });
        left--;
      };
      const timer = setInterval(tick, 1000);
      wake = () => {
        clearInterval(timer);
        next();
      };
      tick();
    });
  }

  run();
  signal.addEventListener("abort", () => wake());
  return { stop: () => end.abort(), tryNow: () => wake() };
}
