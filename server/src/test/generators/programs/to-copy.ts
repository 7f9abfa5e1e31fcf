// The client of clients/javascript, whose types are openapi-typescript's.
import { openAsBlob } from 'node:fs';
import { Imgmill, ImgmillError, type Batch } from './imgmill.mjs';

const server = new Imgmill(process.env.IMGMILL_URL, { key: process.env.IMGMILL_KEY });

const said = async (batch: Batch) =>
  console.log(batch.status, batch.recipe.quality, batch.counts.stored, 'stored\n' + (await (await server.download(batch.id)).text()));

await said(await server.uploadAndWait(await openAsBlob('products.csv'), { quality: 60, filename: 'products.csv', pause: 100 }));
const listed = await server.uploadList([{ id: 'mug', url: process.env.IMAGE_URL! }], { recipe: { quality: 60 } });
await said(await server.wait(listed.id, { pause: 100, progress: ({ eta_seconds }) => eta_seconds?.toFixed() }));

// @ts-expect-error There is no such field.
await server.uploadAndWait('', { qualty: 60 }).catch(refused);
await server.batch('nothing').catch(refused);

function refused(error: unknown) {
  if (!(error instanceof ImgmillError)) throw error;
  console.log(error.status, error.code, error.errors.length);
}
