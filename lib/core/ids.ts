import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/** The system takes as long for a few random bytes as for thousands: they lie in store, and each is given once. */
const store = { bytes: new Uint8Array(4096), given: 4096 };

function takeRandom(count: number): Uint8Array {
  if (store.given + count > store.bytes.length) {
    randomFillSync(store.bytes);
    store.given = 0;
  }
  const taken = store.bytes.slice(store.given, store.given + count);
  store.bytes.fill(0, store.given, (store.given += count));
  return taken;
}

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

/** When the last id was made, in milliseconds, and its place among those of that moment. */
let last = { msecs: Number.NEGATIVE_INFINITY, seq: 0 };

/** UUID v7: the id of every row. Those of one process are sorted in the order in which they were made. */
export function newId(): string {
  const random = takeRandom(16);
  const now = Date.now();
  // Half of the places are left above the first, which is drawn: more than anybody takes within a millisecond.
  last =
    now > last.msecs
      ? { msecs: now, seq: new DataView(random.buffer).getUint32(0) >>> 1 }
      : { msecs: last.msecs, seq: last.seq + 1 };
  return v7({ random, ...last });
}

/** 26 base32 characters of 128 random bits: stands in the buyer's URL and nowhere else. */
export const newPublicId = (): string => base32(takeRandom(16), 26);

/** Whether a text has the shape of a public id; anything may stand in a URL. */
export const isPublicId = (text: string): boolean => /^[0-9a-hjkmnp-tv-z]{26}$/.test(text);

/** Stem of an attempt's reference; the epoch is added when a key must change: `hl-<10 base32>-<epoch>`. */
export const newReferenceStem = (): string => `hl-${base32(takeRandom(7), 10)}`;

export const attemptReference = (stem: string, epoch: number): string => `${stem}-${epoch}`;

/** Fencing token of a lease. */
export const newToken = (): string => base32(takeRandom(10), 16);
