import assert from "node:assert/strict";
import { test } from "node:test";
import { shownAs } from "../../main/resources/static/page/js/batch/outputs.js";

const THUMB = { name: "thumb", url: "/files/t/thumb/1-0.webp", format: "webp", width: 40, height: 30, bytes: 100 };
const MISSING = { name: "zoom", url: null, format: null, width: null, height: null, bytes: null };

test("an image without outputs of its own is shown as it is", () => {
  const image = { status: "stored", output_url: "/files/t/1-0.jpg", outputs: [] };
  assert.equal(shownAs(image, ""), image);
  assert.equal(shownAs({ status: "pending" }, "thumb").status, "pending");
});

test("an image is shown as the output that was chosen", () => {
  const image = { status: "stored", bytes_in: 900, bytes_out: 300, outputs: [{ ...THUMB, name: "large", width: 80 }, THUMB] };
  assert.equal(shownAs(image, "thumb").width, 40);
  assert.equal(shownAs(image, "thumb").bytes_out, 100);
  assert.equal(shownAs(image, "").width, 80);
});

test("of an image in part, an output that is there is shown, and one that is not has failed", () => {
  const image = { status: "partial", code: "too_many_pixels", bytes_in: null, outputs: [MISSING, THUMB] };
  assert.equal(shownAs(image, "thumb").status, "stored");
  assert.equal(shownAs(image, "zoom").status, "failed");
});
