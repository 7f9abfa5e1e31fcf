// Several files of every picture of a catalogue, as one would write it by hand: keep-alive fetch, sharp, bounded
// concurrency, files on disk, results. `outputs` is JSON as imgmill's own; `how` is `each` (every file from the one
// buffer that was fetched) or `once` (decoded once to pixels, all files from these).
// usage: outputs.mjs in.csv out outputs how
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import sharp from 'sharp';

const CONCURRENCY = 16;
const [csv, out, wanted, how] = process.argv.slice(2);
const outputs = JSON.parse(wanted);
sharp.cache(false);
for (const { name } of outputs) {
  fs.mkdirSync(path.join(out, name), { recursive: true });
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const get = (url) =>
  new Promise((done, failed) => {
    http
      .get(url, { agent }, (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          failed(new Error(answer.statusCode));
          return;
        }
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('end', () => done(Buffer.concat(pieces)));
        answer.on('error', failed);
      })
      .on('error', failed);
  });

const rows = fs
  .readFileSync(csv, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [, number, name, url] = line.match(/^(\d+),([^,]*),"(.*)"$/);
    return { number, name, url, files: [] };
  });

async function source(file) {
  if (how === 'each') {
    return () => sharp(file);
  }
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  return () => sharp(data, { raw: info });
}

let next = 0;
let bytes = 0;
await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    while (next < rows.length) {
      const row = rows[next++];
      const open = await source(await get(row.url));
      for (const { name, max_width: width, format, quality } of outputs) {
        const file = await open()
          .resize({ width, withoutEnlargement: true })
          .toFormat(format, { quality })
          .toBuffer();
        const to = path.join(out, name, `${row.number}-0.${format}`);
        await fs.promises.writeFile(to, file);
        bytes += file.length;
        row.files.push(to);
      }
    }
  }),
);
const lines = rows.map(({ number, name, url, files }) => `${number},${name},"${url}",${files.join(',')}`);
fs.writeFileSync(path.join(out, 'out.csv'), lines.join('\n'));
console.log(`${rows.length} images out ${(bytes / 1024) | 0} KB`);
