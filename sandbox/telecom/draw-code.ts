import { crc32, deflateSync } from "node:zlib";
import { hashText } from "../world/hash-text";

const MODULES = 33;
const QUIET = 4;
const SCALE = 4;
const SIZE = (MODULES + 2 * QUIET) * SCALE;
const FINDER = 7;

/** A picture that looks like a QR code of the text, as base64 of a PNG. It cannot be scanned: `smdp_address` says the same. */
export function drawCode(text: string): string {
  const rows: Buffer[] = [];
  for (let y = 0; y < SIZE; y += 1) {
    const row = Buffer.alloc(SIZE + 1, 255);
    row[0] = 0;
    for (let x = 0; x < SIZE; x += 1) if (isDark(moduleAt(x), moduleAt(y), text)) row[x + 1] = 0;
    rows.push(row);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIZE, 0);
  head.writeUInt32BE(SIZE, 4);
  // Eight bits a pixel, grey.
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]).toString("base64");
}

const moduleAt = (pixel: number): number => Math.floor(pixel / SCALE) - QUIET;

function isDark(x: number, y: number, text: string): boolean {
  if (x < 0 || y < 0 || x >= MODULES || y >= MODULES) return false;
  const near = (value: number) => Math.min(value, MODULES - 1 - value);
  const corner = near(x) < FINDER && near(y) < FINDER && !(x >= FINDER && y >= FINDER);
  if (!corner) return hashText(`${text} ${x} ${y}`) % 2 === 0;
  const ring = Math.max(Math.abs(near(x) - 3), Math.abs(near(y) - 3));
  return ring !== 2;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
