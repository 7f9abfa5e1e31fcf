// Server-sent events over fetch: unlike EventSource it tells a 401 from a dead server and notices when the heartbeat stops.
import { NoAnswer, Problem, problemOf } from "./api.js";
import { t } from "./text.js";

const SILENCE_MS = 30_000;

/** Hands every event to `hear(name, data)`; resolves when the server ends the stream, rejects when the line is cut. */
export async function listen(path, hear, { signal, lastEventId } = {}) {
  const line = new AbortController();
  const cut = () => line.abort();
  signal?.addEventListener("abort", cut);
  let silence = setTimeout(cut, SILENCE_MS);
  try {
    const headers = { Accept: "text/event-stream", ...(lastEventId && { "Last-Event-ID": lastEventId }) };
    const response = await fetch(path, { headers, signal: line.signal, credentials: "same-origin", cache: "no-store" });
    if (!response.ok) throw new Problem(response.status, await problemOf(response));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parse = parser(hear);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(cut, SILENCE_MS);
      parse(value);
    }
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
    throw new NoAnswer(t("stream.cut"), { cause: error });
  } finally {
    clearTimeout(silence);
    signal?.removeEventListener("abort", cut);
  }
}

/** Takes the stream in pieces of any length. */
export function parser(hear) {
  let rest = "";
  let name = "message";
  let data = [];
  let id = "";
  const field = {
    event: (value) => (name = value),
    data: (value) => data.push(value),
    id: (value) => (id = value),
  };
  const dispatch = () => {
    if (data.length) hear(name, JSON.parse(data.join("\n")), id);
    name = "message";
    data = [];
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    for (const text of lines) {
      if (text === "") dispatch();
      else if (!text.startsWith(":")) {
        const [, key, value] = /^([^:]*):? ?(.*)$/.exec(text);
        field[key]?.(value);
      }
    }
  };
}
