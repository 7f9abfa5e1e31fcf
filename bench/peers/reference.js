// Makes smaller pictures of files named on standard input, `file width out`, one a line: `out` holds the pixels by
// Lanczos3 from the whole picture, `out`.jpg what sharp's own pipeline makes of it at quality 50.
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

for await (const line of createInterface({ input: process.stdin })) {
  const [file, width, out] = line.split('\t');
  const whole = sharp(file).toColourspace('srgb').resize(Number(width), null, { fastShrinkOnLoad: false });
  const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
  await writeFile(out, data);
  await writeFile(`${out}.jpg`, await sharp(file).resize(Number(width)).jpeg({ quality: 50 }).toBuffer());
  process.stdout.write(`${info.width} ${info.height}\n`);
}
