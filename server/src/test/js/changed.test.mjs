import assert from "node:assert/strict";
import test from "node:test";
import { changesInWords, isToBeCounted } from "../../main/resources/static/page/js/batch/changed.js";

const none = { since: "0198c0de-7000-7000-8000-000000000001", new: 0, changed: 0, unchanged: 0, gone: 0, failed_now: 0, mended: 0 };

test("what changed since the run before is said in words, and what did not happen is not", () => {
  const changes = { ...none, new: 12, unchanged: 1980, failed_now: 1 };
  assert.equal(changesInWords({ name: "autumn", changes }), "Run of autumn, since the one before: 12 new, 1,980 unchanged, 1 failed now");
  assert.equal(changesInWords({ name: "autumn", changes: none }), "Run of autumn, since the one before: nothing");
});

test("a first run has none before it, and a catalogue may be gone", () => {
  assert.equal(changesInWords({ name: "autumn", changes: { ...none, since: null, new: 3 } }), "First run of autumn");
  assert.equal(changesInWords({ name: null, changes: { ...none, since: null } }), "First run of a catalogue that was deleted");
});

test("only runs that are not counted yet are waited for", () => {
  assert.equal(isToBeCounted({ status: "completed", catalogue: { changes: null } }), true);
  assert.equal(isToBeCounted({ status: "completed", catalogue: { changes: none } }), false);
  assert.equal(isToBeCounted({ status: "cancelled", catalogue: { changes: null } }), false);
  assert.equal(isToBeCounted({ status: "completed", catalogue: null }), false);
});
