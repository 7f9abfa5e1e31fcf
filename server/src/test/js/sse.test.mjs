import assert from "node:assert/strict";
import { test } from "node:test";
import { parser } from "../../main/resources/static/page/js/sse.js";

/** All events of a stream that arrives in these pieces. */
function events(...pieces) {
  const heard = [];
  const parse = parser((name, data, id) => heard.push([name, data, id]));
  pieces.forEach(parse);
  return heard;
}

const STREAM = 'id: 7\nevent: progress\ndata: {"stored": 3}\n\n: still here\n\nevent: ended\ndata: {"stored":\ndata: 4}\n\n';
const EVENTS = [
  ["progress", { stored: 3 }, "7"],
  ["ended", { stored: 4 }, "7"],
];

test("events are the same however the stream is cut", () => {
  assert.deepEqual(events(STREAM), EVENTS);
  assert.deepEqual(events(...STREAM), EVENTS);
  for (let cut = 1; cut < STREAM.length; cut++) assert.deepEqual(events(STREAM.slice(0, cut), STREAM.slice(cut)), EVENTS);
});

test("events are the same with every line end", () => {
  for (const end of ["\r\n", "\r"]) {
    const stream = STREAM.replaceAll("\n", end) + ":\n";
    assert.deepEqual(events(stream), EVENTS);
    assert.deepEqual(events(...stream), EVENTS);
  }
});

test("comments and unknown fields are no events", () => {
  assert.deepEqual(events(": heartbeat\n\nretry: 10\n\ncolour: red\n\n"), []);
});

test("an event without a name is a message, and what is not ended is not heard", () => {
  assert.deepEqual(events("data: 1\n\ndata: 2\n"), [["message", 1, ""]]);
});
