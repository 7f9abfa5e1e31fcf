// Judges pairs of files named on standard input, `from to norm`, one pair a line: SSIMULACRA2 by rust-av's
// implementation, and the 3-norm of Butteraugli by libjxl's butteraugli_main where `norm` is 1 and the program
// is there; else NaN.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import sharp from 'sharp';
// The package names no main file.
import * as ssimulacra2 from './node_modules/calc-s2-rust/calc_s2_rust.js';

console.log = () => {};
const wasm = await readFile(new URL('node_modules/calc-s2-rust/calc_s2_rust_bg.wasm', import.meta.url));
const { memory } = await ssimulacra2.default(wasm);
const run = promisify(execFile);
const originals = new Map();

async function pixels(file) {
  const { data, info } = await sharp(file).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const rgb = info.channels === 3 ? data : await sharp(data, { raw: info }).toColourspace('srgb').raw().toBuffer();
  return { rgb, width: info.width, height: info.height };
}

function put(name, bytes) {
  const at = ssimulacra2.new_buffer(name, bytes.length);
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
}

async function butteraugli(from, to) {
  try {
    const { stdout } = await run('butteraugli_main', [from, to]);
    return Number(/3-norm: ([\d.]+)/.exec(stdout)[1]);
  } catch {
    return NaN;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const [from, to, norm] = line.split('\t');
  if (!originals.has(from)) {
    originals.clear();
    originals.set(from, await pixels(from));
  }
  const before = originals.get(from);
  put('before', before.rgb);
  put('after', (await pixels(to)).rgb);
  const score = ssimulacra2.calc_s2('before', 'after', before.width, before.height);
  ssimulacra2.remove_buffer('before');
  ssimulacra2.remove_buffer('after');
  process.stdout.write(`${score} ${norm === '1' ? await butteraugli(from, to) : NaN}\n`);
}
