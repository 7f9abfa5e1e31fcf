import assert from "node:assert/strict";
import { test } from "node:test";
import { sizeFields } from "../../main/resources/static/page/js/preview/size-fields.js";

const START = { quality: 50, max_width: "", max_height: "", fit: "inside", position: "centre", sharpen: "" };

test("within a box, the numbers are what nothing may pass", () => {
  assert.deepEqual(sizeFields({ ...START, max_width: 400 }), { quality: 50, max_width: 400 });
  assert.deepEqual(sizeFields(START), { quality: 50 });
});

test("cut to a box or given bars, the numbers are the box", () => {
  assert.deepEqual(sizeFields({ ...START, max_width: 400, max_height: 300, fit: "cover", position: "attention" }), {
    quality: 50,
    width: 400,
    height: 300,
    fit: "cover",
    position: "attention",
  });
});

test("half a box is none yet", () => {
  assert.deepEqual(sizeFields({ ...START, max_width: 400, fit: "pad" }), { quality: 50, max_width: 400 });
});
