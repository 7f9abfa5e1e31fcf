import assert from "node:assert/strict";
import { test } from "node:test";
import { age, bytes, count, duration, fileName, moment, percentParts, saved, shortId, shortTime, size } from "../../main/resources/static/page/js/format.js";

const NBSP = "\u00a0";

test("sizes have three digits and never break from their unit", () => {
  const cases = [
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.00 kB"],
    [14_900, "14.9 kB"],
    [183_000, "183 kB"],
    [999_499, "999 kB"],
    [999_500, "1.00 MB"],
    [8_290_000_000, "8.29 GB"],
    [5e15, "5000 TB"],
    [-14_900, "−14.9 kB"],
  ];
  for (const [n, text] of cases) assert.equal(size(n), text.replace(" ", NBSP));
  assert.deepEqual(bytes(undefined), { number: "0", unit: "B" });
});

test("what compressing saved is a share of something, or none", () => {
  assert.deepEqual(saved(200, 50), { bytes: 150, share: 75, text: "75%" });
  assert.deepEqual(saved(0, 0), { bytes: 0, share: 0, text: "0%" });
  assert.equal(saved(100, 150).text, "-50%");
});

test("times get coarser as they get longer", () => {
  const cases = [
    [0, "0.1 s"],
    [0.44, "0.4 s"],
    [1, "1 s"],
    [59.4, "59 s"],
    [59.6, "1 min"],
    [88, "1 min 28 s"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
    [48 * 3600, "2 days"],
  ];
  for (const [seconds, text] of cases) assert.equal(duration(seconds).replaceAll(NBSP, " "), text);
  assert.equal(shortTime(41), `41${NBSP}ms`);
  assert.equal(shortTime(5500), `5.5${NBSP}s`);
  assert.equal(shortTime(65_000).replaceAll(NBSP, " "), "1 min 5 s");
});

test("counts are grouped", () => {
  assert.equal(count(1234567), "1,234,567");
  assert.equal(count(undefined), "0");
  assert.deepEqual(percentParts(99.95, 1), { number: "100.0", sign: "%" });
});

test("an age is told by what a person would say", () => {
  const now = new Date(2026, 10, 27, 15, 0, 0).getTime();
  const ago = (minutes) => age(now - minutes * 60_000, now).replaceAll(NBSP, " ");
  assert.equal(ago(0.5), "just now");
  assert.equal(ago(59), "59 min ago");
  assert.equal(ago(125), "2 h ago");
  assert.equal(ago(5 * 60), "Today, 10:00");
  assert.equal(ago(20 * 60), "Yesterday");
  assert.equal(age(new Date(2026, 2, 1), now), "1 Mar");
  assert.equal(age(new Date(2025, 2, 1), now), "1 Mar 2025");
  assert.equal(moment(new Date(2026, 10, 27, 9, 5, 7), now), "09:05:07");
});

test("a file is called by the last part of its address", () => {
  assert.equal(fileName("https://shop.example/a/b%20c.jpg?x=1"), "b c.jpg");
  assert.equal(fileName("https://shop.example/"), "https://shop.example/");
  assert.equal(fileName("https://shop.example/%ff.jpg"), "https://shop.example/%ff.jpg");
  assert.equal(fileName("no address"), "no address");
  assert.equal(shortId("0123456789abcdef"), "0123456789abc");
  assert.equal(shortId("short"), "short");
});
