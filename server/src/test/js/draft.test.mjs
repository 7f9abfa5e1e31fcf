import assert from "node:assert/strict";
import { test } from "node:test";
import { keepSecrets, secretsOf } from "../../main/resources/static/page/js/draft.js";
import { ownPath, learnOrigin } from "../../main/resources/static/page/js/batch/own-path.js";

test("a webhook's secret is known to the page of its batch only", () => {
  keepSecrets({ id: "one", webhooks: [{ url: "https://a.example", secret: "s" }, { url: "https://b.example" }] });
  assert.deepEqual(secretsOf("one"), [{ url: "https://a.example", secret: "s" }]);
  assert.deepEqual(secretsOf("other"), []);
  keepSecrets({ id: "two" });
  assert.deepEqual(secretsOf("one"), []);
});

test("outputs of this server are fetched from where the page came from, others from where they are", () => {
  globalThis.location = { href: "http://127.0.0.1:8080/batches/x" };
  learnOrigin({ links: { self: "http://localhost:8080/v1/batches/x" } });
  assert.equal(ownPath("http://localhost:8080/files/a.jpg?e=1"), "/files/a.jpg?e=1");
  assert.equal(ownPath("https://bucket.example/a.jpg"), "https://bucket.example/a.jpg");
});
