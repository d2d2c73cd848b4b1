import { gzipSync } from "node:zlib";
import { decodeCarriers, lookUpCarrier } from "@/lib/phone/detect-operator";
import { packCarriers, readCarrierPrefixes } from "@/scripts/pack-carriers";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";
import { percentile } from "../statistics";

const LOOK_UPS = 200_000;
const BATCH = 100;
const KIB = 1000;

interface Ranges {
  callingCode: string;
  table: ReturnType<typeof decodeCarriers>;
  gzipBytes: number;
  numbers: string[];
}

function readRanges(): Ranges[] {
  return [...readCarrierPrefixes()].map(([callingCode, prefixes]) => {
    const packed = packCarriers(prefixes);
    return {
      callingCode,
      table: decodeCarriers(packed),
      gzipBytes: gzipSync(JSON.stringify(packed), { level: 9 }).length,
      numbers: Object.keys(prefixes).map((prefix) => `${prefix}4567890`.slice(0, 10)),
    };
  });
}

/** Microseconds a look-up takes, over numbers of every calling code; timed in batches, for the clock is coarser than one. */
function timeLookUps(ranges: Ranges[]): number[] {
  const all = ranges.flatMap(({ table, numbers }) => numbers.map((number) => ({ table, number })));
  const pick = (index: number) => all[(index * 7919) % all.length];
  const took: number[] = [];
  let found = 0;
  for (let done = 0; done < LOOK_UPS; done += BATCH) {
    const start = process.hrtime.bigint();
    for (let index = done; index < done + BATCH; index += 1) {
      const one = pick(index);
      if (one && lookUpCarrier(one.table, one.number) !== undefined) found += 1;
    }
    took.push(Number(process.hrtime.bigint() - start) / 1000 / BATCH);
  }
  if (found < LOOK_UPS / 2) throw new Error("The look-ups found nothing");
  return took;
}

/** Offline operator detection: its speed in process and the size of its files. */
export function runPhone(): Result[] {
  const ranges = readRanges();
  timeLookUps(ranges);
  const foreign = watchForeignShare();
  const took = timeLookUps(ranges);
  const [p50, p99] = [percentile(took, 0.5), percentile(took, 0.99)];
  const share = foreign();
  const sizes = ranges.map(({ gzipBytes }) => gzipBytes);
  const small = sizes.filter((size) => size <= KIB).length / sizes.length;
  const largest = Math.max(...sizes);
  return [
    {
      goal: "6",
      what: "operator by number range, in process, means of 100",
      measured: `p50 ${p50.toFixed(2)} µs, p99 ${p99.toFixed(2)} µs`,
      ceiling: "a trie of the whole world 0.043 µs",
      wanted: "p99 ≤ 1 µs",
      verdict: verdictOf(p99 <= 1),
      foreign: share,
    },
    {
      goal: "8",
      what: "files of number ranges, gzip",
      measured: `largest ${(largest / KIB).toFixed(1)} kB, ${(small * 100).toFixed(0)} % within 1 kB, ${sizes.length} files`,
      ceiling: "–",
      wanted: "≤ 25 kB each, ≤ 1 kB for 9 of 10",
      verdict: verdictOf(largest <= 25 * KIB && small >= 0.9),
      foreign: undefined,
    },
  ];
}
