import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

const BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = BASE32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/** UUID v7: the id of every row. */
export const newId = (): string => v7();

/** 26 base32 characters of 128 random bits: stands in the buyer's URL and nowhere else. */
export const newPublicId = (): string => base32(randomBytes(16), 26);

/** Whether a text has the shape of a public id; anything may stand in a URL. */
export const isPublicId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);

/** Stem of an attempt's reference; the epoch is added when a key must change: `hl-<10 base32>-<epoch>`. */
export const newReferenceStem = (): string => `hl-${base32(randomBytes(7), 10)}`;

export const attemptReference = (stem: string, epoch: number): string => `${stem}-${epoch}`;

/** Fencing token of a lease. */
export const newToken = (): string => base32(randomBytes(10), 16);
