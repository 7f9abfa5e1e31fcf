// The files that a person dropped on the page or chose, also in folders, each with its path.
import { isPicture } from "./sniff.js";

const MOST = 100_000;

/** The files of a drop. To be called while its event lasts: later the browser has forgotten them. */
export function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files].map(plain);
  return entries.some((entry) => entry.isDirectory) ? walk(entries) : Promise.resolve(files);
}

/** The files of an input; of a folder with their paths in it. */
export const chosen = (input) => [...input.files].map(plain);

const plain = (file) => ({ file, path: file.webkitRelativePath || file.name });

async function walk(entries) {
  const found = [];
  const left = [...entries];
  while (left.length && found.length < MOST) {
    const entry = left.shift();
    if (entry.isDirectory) left.push(...(await children(entry)));
    else found.push({ file: await new Promise((done, fail) => entry.file(done, fail)), path: entry.fullPath.replace(/^\//, "") });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A browser hands out a folder in parts of a hundred. */
async function children(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return all;
    all.push(...some);
  }
}

const LITTER = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i;

/** Pictures, and other files. What systems leave in folders is neither. */
export async function sortOut(found) {
  const kept = found.filter(({ path }) => !LITTER.test(path));
  const are = await Promise.all(kept.map(({ file }) => isPicture(file)));
  return { pictures: kept.filter((_, i) => are[i]), others: kept.filter((_, i) => !are[i]) };
}
