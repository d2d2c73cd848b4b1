import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSeal } from "./seal";

const key = () => randomBytes(32).toString("base64");

describe("a seal", () => {
  test("opens what it closed, whatever it is", () => {
    const seal = createSeal(key());
    const text = fc.string({ unit: "grapheme" });
    fc.assert(fc.property(text, (plain) => void expect(seal.open(seal.seal(plain))).toBe(plain)));
  });
  test("shows nothing of the text and never the same twice", () => {
    const seal = createSeal(key());
    const [one, two] = [seal.seal("PIN 4711"), seal.seal("PIN 4711")];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, "base64").toString("latin1")).not.toContain("4711");
  });
  test("does not open another key's", () => {
    const sealed = createSeal(key()).seal("PIN 4711");
    expect(() => createSeal(key()).open(sealed)).toThrow();
  });
  test("does not open what was changed, at any byte", () => {
    const seal = createSeal(key());
    const bytes = Buffer.from(seal.seal("PIN 4711"), "base64");
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
      expect(() => seal.open(changed.toString("base64"))).toThrow();
    }
  });
  test.each(["", "c2hvcnQ=", randomBytes(20).toString("base64")])("does not open %o", (text) => {
    expect(() => createSeal(key()).open(text)).toThrow();
  });
  test.each(["", "not a key", randomBytes(16).toString("base64"), randomBytes(33).toString("base64")])(
    "takes no key of another length: %o",
    (text) => {
      expect(() => createSeal(text)).toThrow("32 bytes");
    },
  );
});
