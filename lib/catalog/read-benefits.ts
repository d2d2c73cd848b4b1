import { formatScaled, parseScaled } from "@/lib/core/decimal";
import type { Benefits } from "@/lib/providers/spec";

const SCALE = 6;
const ONE = 10n ** BigInt(SCALE);

type Measure = "gigabytes" | "minutes" | "messages" | "hours";

const UNITS: readonly [words: string, measure: Measure, times: bigint, divided: bigint][] = [
  ["tb terabyte terabytes", "gigabytes", 1000n, 1n],
  ["gb gig gigs gigabyte gigabytes", "gigabytes", 1n, 1n],
  ["mb megabyte megabytes", "gigabytes", 1n, 1000n],
  ["min mins minute minutes", "minutes", 1n, 1n],
  ["sms text texts", "messages", 1n, 1n],
  ["h hr hrs hour hours", "hours", 1n, 1n],
  ["d day days", "hours", 24n, 1n],
  ["w week weeks", "hours", 168n, 1n],
  ["month months", "hours", 720n, 1n],
];

const UNIT_OF = new Map(
  UNITS.flatMap(([words, measure, times, divided]) =>
    words.split(" ").map((word) => [word, { measure, times, divided }] as const),
  ),
);

/** Words that every package has: they do not tell one from another. */
const FILLERS = new Set(
  (
    "valid validity for of and the with plan plans bundle bundles pack packs package packages data internet mobile to in a per is get " +
    "includes including inclusive plus"
  ).split(" "),
);

export interface PackageText {
  /** Undefined when no volume could be told. */
  benefits: Benefits | undefined;
  /** Every other word, in the order of the alphabet: what else tells a package from another. */
  rest: string;
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/(\d)[,\s](?=\d{3}\b)/g, "$1")
    .replace(/(\p{N})(\p{L})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}.]+|\.(?!\d)/u)
    .filter(Boolean);
}

function restOf(words: string[]): string {
  return words
    .filter((word) => !FILLERS.has(word))
    .toSorted()
    .join(" ");
}

/**
 * Reads what a package brings out of its words: "1.5GB, valid for 7 Days" → 1.5 GB, 7 days. What the provider said in numbers goes before
 * its words; a text that names a volume twice ("1 GB + 500 MB at night") is told by its words alone.
 */
export function readBenefits(text: string, told: Benefits = {}): PackageText {
  const words = wordsOf(text);
  const found = new Map<Measure, bigint>();
  const left: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const [word = "", next = ""] = words.slice(at, at + 2);
    const unit = UNIT_OF.get(next);
    const amount = unit && /^\d/.test(word) ? parseScaled(word, SCALE) : undefined;
    if (!unit || amount === undefined) left.push(word);
    else if (found.has(unit.measure)) return { benefits: packageOf(told), rest: restOf(words) };
    else {
      found.set(unit.measure, (amount * unit.times) / unit.divided);
      at += 1;
    }
  }
  const hours = found.get("hours") ?? 0n;
  if (hours % (24n * ONE) !== 0n) left.push(`${formatScaled(hours, SCALE)}h`);
  return { benefits: packageOf({ ...benefitsOf(found), ...told }), rest: restOf(left) };
}

function benefitsOf(found: Map<Measure, bigint>): Benefits {
  const gigabytes = found.get("gigabytes") ?? 0n;
  const whole = (measure: Measure) => Number((found.get(measure) ?? 0n) / ONE);
  const hours = whole("hours");
  return {
    ...(gigabytes > 0n ? { dataGb: formatScaled(gigabytes, SCALE) } : {}),
    ...(whole("minutes") > 0 ? { minutes: whole("minutes") } : {}),
    ...(whole("messages") > 0 ? { sms: whole("messages") } : {}),
    ...(hours > 0 && hours % 24 === 0 ? { validityDays: hours / 24 } : {}),
  };
}

/** A validity alone is no package. */
function packageOf(benefits: Benefits): Benefits | undefined {
  const { dataGb, minutes, sms } = benefits;
  return dataGb !== undefined || minutes !== undefined || sms !== undefined ? benefits : undefined;
}
