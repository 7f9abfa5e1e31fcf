import assert from "node:assert/strict";
import { test } from "node:test";
import { failureTitle, failureWord, formatName, hasEnded, recipeWords, statusOf } from "../../main/resources/static/page/js/words.js";

test("a batch has ended in four of its seven states", () => {
  const ended = ["pending", "processing", "paused", "completed", "completed_with_errors", "failed", "cancelled"].filter((status) => hasEnded({ status }));
  assert.deepEqual(ended, ["completed", "completed_with_errors", "failed", "cancelled"]);
});

test("a state or a reason that a newer server made up is shown as it is", () => {
  assert.equal(statusOf({ status: "thawing" }).text, "thawing");
  assert.equal(failureTitle("eaten"), "eaten");
  assert.equal(failureWord({ code: "eaten" }), "Failed");
  assert.equal(formatName("jxl"), "JXL");
  assert.equal(formatName(undefined), "");
});

test("an HTTP status says more than the word for it, wherever it stands", () => {
  assert.equal(failureWord({ code: "http_status", http_status: 404 }), "404");
  assert.equal(failureWord({ code: "http_status", message: "answered 503 twice" }), "503");
  assert.equal(failureWord({ code: "http_status", message: "answered 1503" }), "HTTP error");
  assert.equal(failureWord({ code: "dns" }), "No such host");
});

test("a recipe says what changes first", () => {
  assert.equal(recipeWords({}), "format and size kept");
  assert.equal(recipeWords({ format: "keep", metadata: "keep" }), "format and size kept, metadata kept");
  assert.equal(recipeWords({ format: "webp", max_width: 800, max_height: 600 }), "as WebP, within 800 × 600 px");
  assert.equal(recipeWords({ max_width: 800 }), "format kept, at most 800 px wide");
  assert.equal(recipeWords({ format: "avif", scale: 0.5 }), "as AVIF, 50% of the size");
  assert.equal(recipeWords({ scale: 1 }), "format and size kept");
});
