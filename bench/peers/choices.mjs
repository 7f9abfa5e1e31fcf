// What the choices of encoders give: bytes, SSIMULACRA2 and CPU of each, over photos 800 pixels wide, two drawings and
// three animations, by sharp, whose libvips is ours. usage: choices.mjs PHOTOS [png|webp|avif|gif]
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import * as ssimulacra2 from './node_modules/calc-s2-rust/calc_s2_rust.js';

const [photos, only] = process.argv.slice(2);
const WIDTH = 800;
sharp.concurrency(1);
sharp.cache(false);

const log = console.log;
console.log = () => {};
const wasm = fs.readFileSync(new URL('node_modules/calc-s2-rust/calc_s2_rust_bg.wasm', import.meta.url));
const { memory } = await ssimulacra2.default(wasm);

function put(name, bytes) {
  const at = ssimulacra2.new_buffer(name, bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
}

function judge(before, after, { width, height }) {
  put('before', before);
  put('after', after);
  const score = ssimulacra2.calc_s2('before', 'after', width, height);
  ssimulacra2.remove_buffer('before');
  ssimulacra2.remove_buffer('after');
  return score;
}

const pixels = (file, pages = 1) =>
  sharp(file, { pages })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });

const circles = Array.from(
  { length: 24 },
  (_, i) => `<circle cx="${(i * 137) % 800}" cy="${(i * 83) % 600}" r="${20 + ((i * 29) % 70)}"
    fill="hsl(${i * 37}, 70%, ${30 + ((i * 13) % 50)}%)" fill-opacity="0.8"/>`,
).join('');
const slopes = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><defs>
  <linearGradient id="g" x2="1" y2="1"><stop stop-color="#fc8"/><stop offset="1" stop-color="#35a"/></linearGradient></defs>
  <rect width="800" height="600" fill="url(#g)"/>${circles}</svg>`;
const words = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><rect width="800" height="600" fill="#fff"/>
  ${Array.from(
    { length: 14 },
    (_, i) => `<text x="${20 + 11 * i}" y="${45 + 40 * i}" font-size="${18 + i}" font-family="sans-serif"
    fill="hsl(${i * 61}, 80%, 40%)">Stoneware mug, 350 ml, dishwasher safe</text>`,
  ).join('')}</svg>`;

const stills = [];
for (const name of fs.readdirSync(photos).sort()) {
  if (name.endsWith('.jpg') && !name.startsWith('big_')) {
    stills.push(await sharp(path.join(photos, name)).resize(WIDTH).png().toBuffer());
  }
}
const drawings = [await sharp(Buffer.from(slopes)).png().toBuffer(), await sharp(Buffer.from(words)).png().toBuffer()];

// A pan over a photo, a turning drawing and a fade, as GIFs.
async function gif(frames, options) {
  return sharp(frames, { join: { animated: true } })
    .gif({ effort: 10, ...options })
    .toBuffer();
}
async function animations() {
  const pan = [];
  const turn = [];
  const fade = [];
  for (let i = 0; i < 10; i++) {
    pan.push(await sharp(stills[3]).extract({ left: 40 + 6 * i, top: 60, width: 400, height: 300 }).png().toBuffer());
    turn.push(
      await sharp(drawings[0]).resize(400, 300).rotate(3 * i, { background: '#fff' }).resize(400, 300, { fit: 'cover' }).png().toBuffer(),
    );
    fade.push(await sharp(stills[7]).resize(400, 300).linear(1 - i / 14, 8 * i).png().toBuffer());
  }
  return [await gif(pan, {}), await gif(turn, {}), await gif(fade, {})];
}

const SETS = {
  png: {
    inputs: [...stills.slice(0, 8), ...drawings],
    qualities: [30, 50, 70],
    choices: [
      { effort: 7, dither: 1 },
      { effort: 4, dither: 0.35, chosen: true },
      { effort: 4, dither: 0 },
      { effort: 2, dither: 0.35 },
      { effort: 1, dither: 0.35 },
    ],
    make: (image, quality, { effort, dither }) => image.png({ palette: true, quality, effort, dither }),
  },
  webp: {
    inputs: stills,
    qualities: [40, 50, 60],
    choices: [
      { effort: 0 },
      { effort: 2 },
      { effort: 4, chosen: true },
      { effort: 5 },
      { effort: 6 },
      { effort: 4, preset: 'photo' },
      { effort: 4, preset: 'picture' },
      { effort: 4, preset: 'drawing' },
      { effort: 4, smartSubsample: true },
      { effort: 4, smartDeblock: true },
    ],
    make: (image, quality, { chosen, ...options }) => image.webp({ quality, ...options }),
  },
  avif: {
    inputs: stills.slice(0, 6),
    qualities: [40, 50, 60],
    choices: [{ effort: 0 }, { effort: 1 }, { effort: 2 }, { effort: 3, chosen: true }, { effort: 4 }],
    make: (image, quality, { effort }) => image.avif({ quality, effort, bitdepth: 8, chromaSubsampling: '4:2:0' }),
  },
  gif: {
    pages: -1,
    inputs: only === undefined || only === 'gif' ? await animations() : [],
    qualities: [0, 8, 16],
    choices: [
      { effort: 7, dither: 1, reuse: false, chosen: true },
      { effort: 7, dither: 1, reuse: true },
      { effort: 4, dither: 1, reuse: false },
      { effort: 10, dither: 1, reuse: false },
      { effort: 7, dither: 0.35, reuse: false },
      { effort: 7, dither: 0, reuse: false },
      { effort: 7, dither: 1, reuse: false, interPaletteMaxError: 12 },
    ],
    make: (image, interFrameMaxError, { chosen, ...options }) => image.gif({ interFrameMaxError, ...options }),
  },
};

async function measure(set, choice) {
  const { pages = 1, inputs, qualities, make } = set;
  const points = [];
  let cpu = 0;
  for (const input of inputs) {
    const before = await pixels(input, pages);
    const of = [];
    for (const quality of qualities) {
      const start = process.cpuUsage();
      const file = await make(sharp(input, { pages }), quality, choice).toBuffer();
      const { user, system } = process.cpuUsage(start);
      cpu += quality === qualities[1] ? user + system : 0;
      const after = await pixels(file, pages);
      const same = after.data.length === before.data.length;
      of.push({ bytes: file.length, score: same ? judge(before.data, after.data, before.info) : NaN });
    }
    points.push(of);
  }
  return { points, ms: cpu / inputs.length / 1000 };
}

// The logarithm of the bytes at a score, on the line through two of three points.
function logBytes(of, score) {
  const sorted = [...of].sort((a, b) => a.score - b.score);
  const [a, b] = score < sorted[1].score ? [sorted[0], sorted[1]] : [sorted[1], sorted[2]];
  if (!(b.score - a.score > 0.2)) {
    return Math.log(a.bytes);
  }
  return Math.log(a.bytes) + ((score - a.score) / (b.score - a.score)) * (Math.log(b.bytes) - Math.log(a.bytes));
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const [name, set] of Object.entries(SETS)) {
  if (only !== undefined && only !== name) {
    continue;
  }
  const measured = [];
  for (const choice of set.choices) {
    measured.push({ choice, ...(await measure(set, choice)) });
  }
  const { points: own } = measured.find(({ choice }) => choice.chosen);
  log(`\n| ${name} | bytes | SSIMULACRA2 | bytes at the chosen one's score | CPU ms |\n|---|---:|---:|---:|---:|`);
  for (const { choice, points, ms } of measured) {
    const { chosen, ...options } = choice;
    const words = Object.entries(options)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ');
    const bytes = points.reduce((sum, of) => sum + of[1].bytes, 0);
    const score = mean(points.map((of) => of[1].score));
    const equal = Math.exp(mean(points.map((of, i) => logBytes(of, own[i][1].score) - Math.log(own[i][1].bytes))));
    const label = chosen ? `**${words}**` : words;
    log(`| ${label} | ${bytes} | ${score.toFixed(1)} | ${equal.toFixed(3)} | ${ms.toFixed(0)} |`);
  }
}
