import assert from "node:assert/strict";
import test from "node:test";
import { timesInWords } from "../../main/resources/static/page/js/catalogues/words.js";

const fetched = { source_url: "https://shop.example/list.csv", schedule: null, time_zone: "Europe/Berlin", paused: false };

test("when a catalogue is fetched is said in words", () => {
  assert.equal(timesInWords({ ...fetched, source_url: null }), "Comes with its uploads");
  assert.equal(timesInWords(fetched), "Fetched when somebody asks for it");
  assert.equal(timesInWords({ ...fetched, schedule: "1h" }), "Fetched every hour");
  assert.equal(timesInWords({ ...fetched, schedule: "24h" }), "Fetched every 24 hours");
  assert.equal(timesInWords({ ...fetched, schedule: "30 3 * * *" }), "Fetched at 30 3 * * * (Europe/Berlin)");
  assert.equal(timesInWords({ ...fetched, schedule: "7d", paused: true }), "Paused; fetched every 7 days otherwise");
});
