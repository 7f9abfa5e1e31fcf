// Uploads go over XMLHttpRequest: fetch does not tell how much of a body has left.
import { missingKey, NoAnswer, Problem } from "./api.js";
import { t } from "./text.js";

/** Sends a form and resolves with the JSON answered. `progress(sent, total)` hears of every step. */
export async function upload(path, fields, { progress = () => {}, headers = {}, signal } = {}) {
  const answer = await send(path, fields, progress, headers, signal);
  if (answer.status === 401 && (await missingKey())) return upload(path, fields, { progress, headers, signal });
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const problem = new Problem(answer.status, answer.body ?? { title: t("answered", { status: answer.status }) });
  problem.retryAfter = answer.retryAfter;
  throw problem;
}

/** A number no one else picked; `crypto.randomUUID` is missing where the page came over plain http. */
export const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

function send(path, fields, progress, headers, signal) {
  return new Promise((done, fail) => {
    const call = new XMLHttpRequest();
    call.open("POST", path);
    call.setRequestHeader("Accept", "application/json");
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value);
    let sent = 0;
    call.upload.onprogress = ({ loaded, total }) => progress((sent = loaded), total);
    call.onload = () => done({ status: call.status, body: readJson(call), retryAfter: Number(call.getResponseHeader("Retry-After")) || 10 });
    call.onerror = () => fail(Object.assign(new NoAnswer(t("upload.cut")), { sent }));
    call.onabort = () => fail(new DOMException("Stopped", "AbortError"));
    signal?.addEventListener("abort", () => call.abort());
    call.send(formOf(fields));
  });
}

function formOf(fields) {
  const form = new FormData();
  for (const { file, path } of fields.images ?? []) form.append("images", file, path);
  for (const [name, value] of Object.entries(fields)) if (name !== "images" && value !== "" && value !== null && value !== undefined) form.append(name, value);
  return form;
}

const readJson = (call) => (/json/.test(call.getResponseHeader("Content-Type") ?? "") ? JSON.parse(call.responseText) : null);
