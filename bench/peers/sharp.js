// Recompresses the files named on standard input, one a line, and answers each with the CPU time
// that took in microseconds, all threads counted. Writes the output where the second word says.
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

const inputs = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const [from, to] = line.split('\t');
  if (!inputs.has(from)) {
    inputs.set(from, await readFile(from));
  }
  const before = process.cpuUsage();
  const output = await sharp(inputs.get(from)).jpeg({ quality: 50 }).toBuffer();
  const { user, system } = process.cpuUsage(before);
  if (to) {
    await writeFile(to, output);
  }
  process.stdout.write(`${user + system} ${output.length}\n`);
}
