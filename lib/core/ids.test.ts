import { expect, test } from "vitest";
import { attemptReference, newId, newPublicId, newReferenceStem, newToken } from "./ids";

const many = (make: () => string) => Array.from({ length: 2000 }, make);

test("rows are sorted by the time of their birth", () => {
  const ids = many(newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a public id is 26 letters that nobody confuses, all 128 bits of it random", () => {
  const ids = many(newPublicId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  expect(new Set(ids).size).toBe(ids.length);
  // 26 letters hold 130 bits: the first carries three of them, each other one is any of 32.
  expect(new Set(ids.map((id) => id[0])).size).toBe(8);
  for (let place = 1; place < 26; place += 1) expect(new Set(ids.map((id) => id[place])).size).toBe(32);
});

test("a reference fits every provider: lower case, at most 36 letters, the epoch at its end", () => {
  const stem = newReferenceStem();
  expect(stem).toMatch(/^hl-[0-9a-hjkmnp-tv-z]{10}$/);
  expect(attemptReference(stem, 1)).toBe(`${stem}-1`);
  expect(attemptReference(stem, 1)).not.toBe(attemptReference(stem, 11));
  expect(attemptReference(stem, 999_999).length).toBeLessThanOrEqual(36);
  expect(new Set(many(newReferenceStem)).size).toBe(2000);
});

test("a fencing token is never given twice", () => {
  expect(new Set(many(newToken)).size).toBe(2000);
  expect(newToken()).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
});
