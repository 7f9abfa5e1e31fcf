// Recompresses the files named on standard input, one a line, and answers each with the CPU time
// that took in microseconds, all threads counted. Writes the output where the second word says,
// as wide as the third says; 0: as wide as it is. The fourth is the quality, the fifth `mozjpeg` or nothing.
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

const inputs = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const [from, to, width, quality, encoder] = line.split('\t');
  if (!inputs.has(from)) {
    inputs.set(from, await readFile(from));
  }
  const before = process.cpuUsage();
  const pipeline = sharp(inputs.get(from));
  if (Number(width) > 0) {
    pipeline.resize({ width: Number(width), withoutEnlargement: true });
  }
  const output = await pipeline.jpeg({ quality: Number(quality), mozjpeg: encoder === 'mozjpeg' }).toBuffer();
  const { user, system } = process.cpuUsage(before);
  if (to) {
    await writeFile(to, output);
  }
  process.stdout.write(`${user + system} ${output.length}\n`);
}
