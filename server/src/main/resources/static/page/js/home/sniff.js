// Files that are plainly no catalogue are refused before a byte is sent.
const MAGIC = [
  ["PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["JPEG image", [0xff, 0xd8, 0xff]],
  ["GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["PDF", [0x25, 0x50, 0x44, 0x46]],
  ["WebP image", [0x52, 0x49, 0x46, 0x46]],
  ["RAR archive", [0x52, 0x61, 0x72, 0x21]],
  ["program", [0x7f, 0x45, 0x4c, 0x46]],
];

/** Why a file is no catalogue, or null when the server should have a look. */
export async function whyNot(file) {
  if (file.size === 0) return { title: "This file is empty", text: `${file.name} holds no line. imgmill takes .csv, .csv.gz and .xlsx.` };
  const head = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const found = MAGIC.find(([, magic]) => magic.every((byte, i) => head[i] === byte));
  return found ? { title: `This is a ${found[0]}, not a CSV`, text: `${file.name} was not read. imgmill takes .csv, .csv.gz and .xlsx.` } : null;
}
