import assert from "node:assert/strict";
import { test } from "node:test";
import { elsewhere, keptUntil } from "../../main/resources/static/page/js/batch/lifetime.js";

test("a batch says until when it is kept", () => {
  assert.equal(keptUntil({ expires_at: "2026-12-27T14:30:00Z" }), "Kept until 27 December 2026");
  assert.equal(keptUntil({ expires_at: null }), "Kept until somebody deletes it");
});

test("images that go before their batch are named", () => {
  const batch = { expires_at: null, outputs_expire_at: "2026-12-27T14:30:00Z" };
  assert.equal(keptUntil(batch, new Date("2026-12-01")), "Kept until somebody deletes it, its images until 27 December 2026");
  assert.equal(keptUntil(batch, new Date("2026-12-28")), "Kept until somebody deletes it; its images were removed on 27 December 2026");
});

test("links that lead elsewhere than to where the page was opened are named", () => {
  const batch = { links: { self: "http://localhost:8080/v1/batches/x" } };
  assert.equal(elsewhere(batch, "http://192.168.1.7:8080"), "http://localhost:8080");
  assert.equal(elsewhere(batch, "http://localhost:8080"), null);
});
