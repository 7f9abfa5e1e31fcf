import assert from "node:assert/strict";
import { test } from "node:test";
import { isPicture, whyNot } from "../../main/resources/static/page/js/home/sniff.js";

const file = (name, ...bytes) => new File([new Uint8Array(bytes)], name);
const text = (name, content) => new File([content], name);

test("files that are plainly no catalogue are named", async () => {
  const cases = [
    [file("a.csv"), "This file is empty"],
    [text("a.pdf", "%PDF-1.7"), "This is a PDF, not a catalogue"],
  ];
  for (const [given, title] of cases) assert.equal((await whyNot(given)).title, title);
});

test("what may be a catalogue is left to the server", async () => {
  assert.equal(await whyNot(text("a.csv", "id,url\n")), null);
  assert.equal(await whyNot(text("a.csv", "\ufeffid,url\n")), null);
  assert.equal(await whyNot(file("a.csv.gz", 0x1f, 0x8b, 8)), null);
  assert.equal(await whyNot(file("a.xlsx", 0x50, 0x4b, 3, 4)), null);
  assert.equal(await whyNot(text("a.csv", "P")), null);
});

test("pictures are told by their bytes or their names", async () => {
  const pictures = [
    file("a.png", 0x89, 0x50, 0x4e, 0x47, 0x0d),
    file("a.csv", 0xff, 0xd8, 0xff, 0xe0),
    file("a", 0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50),
    text("a.HEIC", "x"),
  ];
  for (const picture of pictures) assert.equal(await isPicture(picture), true);
  for (const other of [text("a.csv", "id,url\n"), file("a.zip", 0x50, 0x4b, 3, 4), file("a")]) assert.equal(await isPicture(other), false);
});
