import assert from "node:assert/strict";
import { test } from "node:test";
import { isAdmin, limitWords, named, scopeWords, usedWords } from "../../main/resources/static/page/js/keys/words.js";

const NONE = { uploads_per_minute: null, images_per_day: null, concurrent_batches: null };

test("limits are a sentence, and so are none", () => {
  assert.equal(limitWords(NONE), "No key is limited, unless it has limits of its own.");
  assert.equal(limitWords({ ...NONE, images_per_day: 5000 }), "Each key may have 5,000 images a day, unless it has limits of its own.");
  assert.equal(
    limitWords({ uploads_per_minute: 1, images_per_day: 6, concurrent_batches: 1 }),
    "Each key may have 1 upload a minute, 6 images a day, 1 batch at work at a time, unless it has limits of its own.",
  );
});

test("what is used is said of what is limited, and nothing is said of what nobody counts", () => {
  assert.deepEqual(usedWords({ batches_at_work: 1, images_today: null, uploads_this_minute: null }, NONE), ["1 batch at work"]);
  assert.deepEqual(
    usedWords({ batches_at_work: 0, images_today: 4, uploads_this_minute: 0 }, { uploads_per_minute: 4, images_per_day: 6, concurrent_batches: 2 }),
    ["0 of 2 batches at work", "4 of 6 images today", "0 of 4 uploads this minute"],
  );
});

test("scopes are named in one order, and the admin is known", () => {
  assert.deepEqual(scopeWords(["write", "read"]), ["Read", "Write"]);
  assert.ok(isAdmin({ scopes: ["admin"] }));
  assert.ok(!isAdmin({ scopes: ["read"] }));
  assert.equal(named({ key: null, name: "" }), "No key yet");
});
