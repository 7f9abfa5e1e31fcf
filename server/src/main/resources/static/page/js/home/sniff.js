// Files that are plainly no catalogue are told from their first bytes, before any is sent.
import { sentences, t } from "../text.js";

const PICTURES = [
  [0, 0x89, 0x50, 0x4e, 0x47],
  [0, 0xff, 0xd8, 0xff],
  [0, 0x47, 0x49, 0x46, 0x38],
  [8, 0x57, 0x45, 0x42, 0x50],
  [4, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69],
  [4, 0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69],
  [0, 0x49, 0x49, 0x2a, 0x00],
  [0, 0x4d, 0x4d, 0x00, 0x2a],
];
const CALLED_A_PICTURE = /\.(jpe?g|jpe|jfif|png|gif|webp|avif|tiff?|bmp|heic|heif|svg)$/i;
const OTHERS = [
  ["sniff.pdf", [0x25, 0x50, 0x44, 0x46]],
  ["sniff.rar", [0x52, 0x61, 0x72, 0x21]],
  ["sniff.program", [0x7f, 0x45, 0x4c, 0x46]],
];

const headOf = async (file) => new Uint8Array(await file.slice(0, 16).arrayBuffer());

/** By its bytes or its name; what is only called like one fails later, with the reason. */
export async function isPicture(file) {
  if (CALLED_A_PICTURE.test(file.name)) return true;
  const head = await headOf(file);
  return PICTURES.some(([at, ...magic]) => magic.every((byte, i) => head[at + i] === byte));
}

/** Why a file is no catalogue, or null when the server should have a look. */
export async function whyNot(file) {
  if (file.size === 0) return { title: t("sniff.empty"), text: sentences(t("sniff.no_line", { name: file.name }), t("sniff.takes")) };
  const head = await headOf(file);
  const found = OTHERS.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  return found ? { title: t(found[0]), text: sentences(t("sniff.not_read", { name: file.name }), t("sniff.takes")) } : null;
}
