import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** One code lasts so long, in seconds. */
const STEP = 30;
const DIGITS = 6;
/** Clocks of phones differ by about as much as one step. */
const STEPS_AWAY = [0, -1, 1];

/** Base32 of RFC 4648 without padding, as authenticators are told a secret. */
export function base32Of(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET.charAt(Number.parseInt(five.padEnd(5, "0"), 2)))
    .join("");
}

/** @throws RangeError for a letter that base32 does not have */
export function bytesOf(base32: string): Buffer {
  let bits = "";
  for (const letter of base32.toUpperCase()) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new RangeError("Not base32");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** A secret of 160 bits, as RFC 4226 advises, in base32. */
export const newTotpSecret = (): string => base32Of(randomBytes(20));

/** The step of time a moment lies in, as RFC 6238 counts. */
export const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP);

/** The code of RFC 4226 for a counter. @param secret base32 */
export function codeAt(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

const same = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The step whose code was typed, this one or a neighbour; undefined for a wrong code. */
export function findStep(secret: string, typed: string, at: Date): number | undefined {
  if (!/^\d{6}$/.test(typed)) return undefined;
  const now = stepOf(at);
  return STEPS_AWAY.map((away) => now + away).find((step) => same(codeAt(secret, step), typed));
}

/** What an authenticator reads from the QR code. */
export function totpAddress({
  secret,
  email,
  issuer,
}: {
  secret: string;
  email: string;
  issuer: string;
}): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  // Authenticators read a plus as a plus.
  const query = `secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP}`;
  return `otpauth://totp/${label}?${query}`;
}
