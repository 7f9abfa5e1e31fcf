// openapi-typescript's types, and openapi-fetch, which is made for them.
import { readFileSync } from 'node:fs';
import createClient from 'openapi-fetch';
import type { paths } from './schema.js';

const baseUrl = process.env.IMGMILL_URL!;
const client = createClient<paths>({ baseUrl, headers: { 'X-API-Key': process.env.IMGMILL_KEY! } });
const csv = readFileSync('products.csv', 'utf8');

const form = new FormData();
form.append('quality', '60');
form.append('file', new Blob([csv]), 'products.csv');
const uploads = [
  await client.POST('/v1/uploads/form', { body: {}, bodySerializer: () => form }),
  await client.POST('/v1/uploads/csv', {
    params: { query: { quality: '60', name: 'products.csv' } },
    body: csv,
    bodySerializer: (body) => body,
    headers: { 'Content-Type': 'text/csv' },
  }),
  await client.POST('/v1/uploads/json', {
    body: { images: [{ id: 'mug', url: process.env.IMAGE_URL! }], recipe: { quality: 60 } },
  }),
];
for (const { data, error } of uploads) {
  if (!data) throw new Error(`${error.code}: ${error.detail}`);
  const path = { id: data.id };
  let batch = await client.GET('/v1/batches/{id}', { params: { path } });
  while (!batch.data?.finished_at) {
    await new Promise((done) => setTimeout(done, 100));
    batch = await client.GET('/v1/batches/{id}', { params: { path } });
  }
  const results = await client.GET('/v1/batches/{id}/results.csv', { params: { path }, parseAs: 'text' });
  console.log(`${batch.data.status} ${batch.data.recipe.quality} ${batch.data.counts.stored} stored`);
  console.log(results.data!.split('\n')[1]);
}
const found = await client.POST('/v1/dry-runs/json', { body: { images: [{ url: process.env.IMAGE_URL! }] } });
console.log(`${found.data?.images} image to fetch`);
const { error, response } = await client.GET('/v1/batches/{id}', { params: { path: { id: 'nonsense' } } });
console.log(`${response.status} ${error?.code}`);
const stranger = createClient<paths>({ baseUrl, headers: { 'X-API-Key': 'im_wrong' } });
console.log((await stranger.GET('/v1/batches')).error?.code);
