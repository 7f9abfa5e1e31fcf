// The calls of /v1, and the two ways in which a call can end badly.
import { t } from "./text.js";

/** The server answered, and said no: RFC 9457 problem details. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? t("answered", { status }));
    Object.assign(this, {
      status,
      title: body.title ?? t("refused"),
      detail: body.detail ?? "",
      code: body.code ?? "",
      errors: body.errors ?? [],
      columns: body.columns ?? null,
    });
  }
}

/** Nothing answered. */
export class NoAnswer extends Error {}

let askForKey = async () => false;
let asking = null;

/** What to do when the server wants a key; many calls may hear of it at once, the person is asked once. */
export function onMissingKey(ask) {
  askForKey = ask;
}

export function missingKey() {
  asking ??= askForKey().finally(() => (asking = null));
  return asking;
}

export async function request(method, path, { json, form, headers = {}, signal } = {}) {
  const init = { method, headers: { Accept: "application/json", ...headers }, signal, credentials: "same-origin" };
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers["Content-Type"] = "application/json";
  }
  if (form !== undefined) {
    init.body = new FormData();
    for (const [name, value] of Object.entries(form)) init.body.append(name, value);
  }
  const response = await reach(path, init);
  if (response.ok) return response;
  if (response.status === 401 && (await missingKey())) return request(method, path, { json, form, headers, signal });
  throw new Problem(response.status, await problemOf(response));
}

async function reach(path, init) {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new NoAnswer(t("silent"), { cause: error });
  }
}

/** The problem in an answer; a proxy in between may have answered in its own way. */
export async function problemOf(response) {
  const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
  return isJson ? response.json() : { title: t("answered", { status: response.status }), detail: "" };
}

async function json(method, path, options) {
  const response = await request(method, path, options);
  return response.status === 204 ? null : response.json();
}

const query = (params) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== "") search.append(name, one);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
};

const one = (id) => `/v1/batches/${encodeURIComponent(id)}`;

export const listBatches = (params, signal) => json("GET", `/v1/batches${query(params)}`, { signal });
export const getBatch = (id, signal) => json("GET", one(id), { signal });
export const getProducts = (id, params, signal) => json("GET", `${one(id)}/products${query(params)}`, { signal });
export const getImages = (id, params, signal) => json("GET", `${one(id)}/images${query(params)}`, { signal });
export const getChecks = (id, params, signal) => json("GET", `${one(id)}/checks${query(params)}`, { signal });
export const getDeliveries = (id, signal) => json("GET", `${one(id)}/deliveries`, { signal });
export const getWebhooks = (id, signal) => json("GET", `${one(id)}/webhooks`, { signal });
export const pauseBatch = (id) => json("POST", `${one(id)}/pause`);
export const resumeBatch = (id) => json("POST", `${one(id)}/resume`);
export const cancelBatch = (id) => json("POST", `${one(id)}/cancel`);
export const retryBatch = (id, codes) => json("POST", `${one(id)}/retry`, codes ? { json: { codes } } : {});
export const runAgain = (id, wanted, headers) => json("POST", `${one(id)}/again`, { json: wanted, headers });
export const setPriority = (id, priority) => json("PATCH", one(id), { json: { priority } });
export const deleteBatch = (id) => json("DELETE", one(id));
export const redeliver = (id) => json("POST", `/v1/deliveries/${encodeURIComponent(id)}/redeliver`);
export const measure = (body, signal) =>
  request("POST", "/v1/preview", { ...(body.file ? { form: body } : { json: body }), signal, headers: { Accept: "image/*, application/problem+json" } });

/** Who this page is signed in as. If nobody is, this call alone opens no question for a key. */
export async function whoAmI({ ask = false } = {}) {
  if (ask) return json("GET", "/v1/whoami");
  const response = await reach("/v1/whoami", { headers: { Accept: "application/json" }, credentials: "same-origin" });
  return response.ok ? response.json() : null;
}

export const listKeys = (signal) => json("GET", "/v1/keys", { signal });
export const createKey = (made) => json("POST", "/v1/keys", { json: made });
export const changeKey = (id, change) => json("PATCH", `/v1/keys/${encodeURIComponent(id)}`, { json: change });
export const revokeKey = (id) => json("DELETE", `/v1/keys/${encodeURIComponent(id)}`);

const catalogue = (id) => `/v1/catalogues/${encodeURIComponent(id)}`;
export const listCatalogues = (params, signal) => json("GET", `/v1/catalogues${query(params)}`, { signal });
export const getCatalogue = (id, signal) => json("GET", catalogue(id), { signal });
export const createCatalogue = (made) => json("POST", "/v1/catalogues", { json: made });
export const changeCatalogue = (id, change) => json("PATCH", catalogue(id), { json: change });
export const runCatalogue = (id) => json("POST", `${catalogue(id)}/run`);
export const deleteCatalogue = (id) => json("DELETE", catalogue(id));

export const listPresets = (signal) => json("GET", "/v1/presets", { signal });
export const putPreset = (name, preset) => json("PUT", `/v1/presets/${encodeURIComponent(name)}`, { json: preset });

export const fileOf = (id, name) => `${one(id)}/${name}`;
export const eventsOf = (id) => `${one(id)}/events`;
export const originalOf = (id, image) => `${one(id)}/images/${encodeURIComponent(image)}/original`;
