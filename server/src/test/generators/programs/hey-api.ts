// What @hey-api/openapi-ts writes.
import { readFileSync } from 'node:fs';
import { client } from './hey/client.gen.js';
import {
  createBatchFromCsv,
  createBatchFromForm,
  createBatchFromJson,
  downloadResults,
  listBatches,
  lookIntoJson,
  showBatch,
} from './hey/sdk.gen.js';

client.setConfig({ baseUrl: process.env.IMGMILL_URL!, auth: () => process.env.IMGMILL_KEY! });
const csv = readFileSync('products.csv', 'utf8');

const uploads = [
  await createBatchFromForm({ body: { file: new File([csv], 'products.csv'), quality: '60' } }),
  await createBatchFromCsv({ body: csv, query: { quality: '60', name: 'products.csv' } }),
  await createBatchFromJson({
    body: { images: [{ id: 'mug', url: process.env.IMAGE_URL! }], recipe: { quality: 60 } },
  }),
];
for (const { data, error } of uploads) {
  if (!data) throw new Error(`${error?.code}: ${error?.detail}`);
  const path = { id: data.id };
  let batch = await showBatch({ path });
  while (!batch.data?.finished_at) {
    await new Promise((done) => setTimeout(done, 100));
    batch = await showBatch({ path });
  }
  const results = await downloadResults({ path, parseAs: 'text' });
  console.log(`${batch.data.status} ${batch.data.recipe.quality} ${batch.data.counts.stored} stored`);
  console.log((results.data as unknown as string).split('\n')[1]);
}
const found = await lookIntoJson({ body: { images: [{ url: process.env.IMAGE_URL! }] } });
console.log(`${found.data?.images} image to fetch`);
const { error, response } = await showBatch({ path: { id: 'nonsense' } });
console.log(`${response?.status} ${error?.code}`);
client.setConfig({ auth: () => 'im_wrong' });
console.log((await listBatches()).error?.code);
