// A client for imgmill without dependencies, for Node 20 or newer and for browsers. Types: imgmill.d.mts.

const ENDED = new Set(['completed', 'completed_with_errors', 'failed', 'cancelled']);
const TRIES = 4;

/** What the server refused: `code` is for programs, `message` for people. */
export class ImgmillError extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail ?? problem.title ?? `refused with ${status}`);
    this.name = 'ImgmillError';
    this.status = status;
    this.code = problem.code ?? '';
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export class Imgmill {
  #base;
  #key;

  constructor(url = 'http://localhost:8080', { key } = {}) {
    this.#base = new URL(url).href.replace(/\/+$/, '');
    this.#key = key;
  }

  /** Hands a file in: a Blob or File, or text. Fields: quality, format, max_width, name, ... */
  async upload(catalogue, { filename, ...fields } = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
    }
    const file = typeof catalogue === 'string' ? new Blob([catalogue]) : catalogue;
    form.append('file', file, filename ?? file.name ?? 'catalogue.csv');
    return this.#json('/v1/batches', {
      method: 'POST',
      body: form,
      // The same upload again, should the answer get lost, makes no second batch.
      headers: { 'Idempotency-Key': crypto.randomUUID() },
    });
  }

  /** Hands in a list such as [{id: 'mug', url: 'https://...'}]. More: recipe, webhooks, name, priority. */
  async uploadList(images, more = {}) {
    return this.#json('/v1/batches', {
      method: 'POST',
      body: JSON.stringify({ images, ...more }),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    });
  }

  async batch(id) {
    return this.#json(`/v1/batches/${encodeURIComponent(id)}`);
  }

  /** Waits until the batch has ended; `progress` is called with the batch each time it is asked for. */
  async wait(id, { progress, pause = 1000, signal } = {}) {
    for (;;) {
      const batch = await this.batch(id);
      progress?.(batch);
      if (ENDED.has(batch.status)) return batch;
      signal?.throwIfAborted();
      await sleep(pause);
    }
  }

  async uploadAndWait(catalogue, { progress, pause, signal, ...fields } = {}) {
    const { id } = await this.upload(catalogue, fields);
    return this.wait(id, { progress, pause, signal });
  }

  /** results.csv, results.zip or errors.csv of a batch, as a Response to read from. */
  async download(id, what = 'results.csv') {
    return this.#ask(`/v1/batches/${encodeURIComponent(id)}/${what}`);
  }

  async #json(path, request) {
    return (await this.#ask(path, request)).json();
  }

  async #ask(path, { headers, ...request } = {}) {
    for (let left = TRIES - 1; ; left--) {
      let answer;
      try {
        answer = await fetch(this.#base + path, {
          ...request,
          headers: { ...(this.#key ? { 'X-API-Key': this.#key } : {}), ...headers },
        });
      } catch (unanswered) {
        if (left === 0) throw unanswered;
        await sleep(1000);
        continue;
      }
      if (answer.ok) return answer;
      const wait = /^\d+$/.test(answer.headers.get('Retry-After') ?? '')
        ? Number(answer.headers.get('Retry-After'))
        : undefined;
      const problem = await answer.json().catch(() => ({}));
      const later =
        [429, 503].includes(answer.status) || problem.code === 'idempotency_key_in_use';
      if (left > 0 && later && wait !== undefined && wait <= 60) {
        await sleep(wait * 1000);
        continue;
      }
      throw new ImgmillError(answer.status, problem, wait);
    }
  }
}

const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** Whether a delivery was signed with the secret of its webhook (whsec_...), lately. */
export async function isOurs(secret, headers, body, tolerance = 300) {
  const header = (name) => (headers.get ? headers.get(name) : headers[name]) ?? '';
  const sent = header('webhook-timestamp');
  if (!/^\d+$/.test(sent) || Math.abs(Date.now() / 1000 - Number(sent)) > tolerance) return false;
  const key = await crypto.subtle.importKey(
    'raw',
    bytes(secret.replace(/^whsec_/, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );
  const signed = new TextEncoder().encode(`${header('webhook-id')}.${sent}.${body}`);
  for (const given of header('webhook-signature').split(' ')) {
    if (
      given.startsWith('v1,') &&
      (await crypto.subtle.verify('HMAC', key, bytes(given.slice(3)), signed))
    ) {
      return true;
    }
  }
  return false;
}
