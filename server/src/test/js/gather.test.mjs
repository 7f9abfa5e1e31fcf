import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, dropped, sortOut } from "../../main/resources/static/page/js/home/gather.js";

const named = (path) => Object.assign(new File(["x"], path.split("/").pop()), { path });
const fileEntry = (path) => ({ isDirectory: false, fullPath: `/${path}`, file: (done) => done(named(path)) });

/** Hands its entries out in parts, as browsers do. */
const folderEntry = (path, children, part = 1) => ({
  isDirectory: true,
  fullPath: `/${path}`,
  createReader: () => {
    let next = 0;
    return { readEntries: (done) => done(children.slice(next, (next += part))) };
  },
});

const paths = (found) => found.map(({ path }) => path);

test("a folder that is dropped is walked to its end", async () => {
  const folder = folderEntry("shop", [folderEntry("shop/front", [fileEntry("shop/front/b.jpg")]), fileEntry("shop/a.jpg"), fileEntry("shop/notes.txt")]);
  const transfer = { items: [{ webkitGetAsEntry: () => folder }], files: [] };
  assert.deepEqual(paths(await dropped(transfer)), ["shop/a.jpg", "shop/front/b.jpg", "shop/notes.txt"]);
});

test("files that are dropped are all taken", async () => {
  const files = [named("a.csv"), named("b.csv")];
  assert.deepEqual(paths(await dropped({ items: [], files })), ["a.csv", "b.csv"]);
  assert.deepEqual(paths(chosen({ files })), ["a.csv", "b.csv"]);
});

test("pictures are told from what is none, and from litter", async () => {
  const found = ["shop/a.jpg", "shop/.DS_Store", "__MACOSX/shop/._a.jpg", "shop/Thumbs.db", "shop/list.csv"].map((path) => ({ file: named(path), path }));
  const { pictures, others } = await sortOut(found);
  assert.deepEqual(paths(pictures), ["shop/a.jpg"]);
  assert.deepEqual(paths(others), ["shop/list.csv"]);
});
