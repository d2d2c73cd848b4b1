import fc from "fast-check";

/** Inputs per property in a usual run; `npm run fuzz` asks for many more. */
const USUAL_RUNS = 200;

const asked = Number(process.env.FUZZ_RUNS ?? USUAL_RUNS);
/** The same inputs in every usual run: a test that fails must fail again. The long form looks at others each time. */
const seed = Number(process.env.FUZZ_SEED ?? (asked > USUAL_RUNS ? Date.now() % 0x7fffffff : 1));

/** Time for a property of that many inputs, in milliseconds. */
export const FUZZ_TIMEOUT = Math.max(30_000, asked * 60);

/** Runs a property over hostile inputs; a failure names its seed, and FUZZ_SEED runs the same ones again. */
export async function fuzz<Input>(
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void> | void,
  options: { share?: number } = {},
): Promise<void> {
  const numRuns = Math.max(1, Math.round(asked * (options.share ?? 1)));
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => check(input)),
    { numRuns, seed, endOnFailure: asked > USUAL_RUNS },
  );
}

const NASTY_TEXTS = [
  "",
  " ",
  "0",
  "-1",
  "-0.01",
  "1e309",
  "0x10",
  "9".repeat(40),
  "9007199254740993",
  "NaN",
  "Infinity",
  "null",
  "undefined",
  "true",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "\u0000",
  "\uD800",
  "\u202E\u0661\u0662\u0663",
  "𝟙𝟚𝟛",
  "İ",
  "ﷺ".repeat(50),
  "<script>alert(1)</script>",
  "'; drop table orders; --",
  "../../../../etc/passwd",
  "%00%ff",
  "${7*7}{{7*7}}",
  "00000000-0000-0000-0000-000000000000",
  "x".repeat(5000),
  "1".repeat(5000),
  "(".repeat(500),
  "&#x110000;&#0;&#99999999999999;",
];

/** Texts that programs stumble over, and any other. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
);

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A number as a JSON text may write it, whatever a double makes of it. */
export class RawNumber {
  constructor(readonly text: string) {}
}

const RAW_NUMBERS = [
  "1e400",
  "-1e400",
  "-0",
  "0.1e-400",
  `${"9".repeat(60)}`,
  "123456789012345678901234.5",
  "-1",
];

/** Values of any type where another was meant. `extra` are texts of the place: codes, secrets, references. */
export const nastyValue = (extra: string[] = []): fc.Arbitrary<unknown> =>
  fc.oneof(
    nastyText,
    ...(extra.length > 0 ? [fc.constantFrom(...extra)] : []),
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1, [], {}, [[]], [null], nested(40), nested(3000)),
    fc.constantFrom(...RAW_NUMBERS).map((text) => new RawNumber(text)),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.dictionary(nastyText, fc.oneof(nastyText, fc.integer()), { maxKeys: 3 }),
    fc.array(fc.oneof(nastyText, fc.integer()), { maxLength: 5 }),
  );

/** JSON that keeps numbers as they were written; written with a stack of its own, for values may be nested deeply. */
export function writeJson(value: unknown): string {
  const out: string[] = [];
  const todo: ({ text: string } | { value: unknown })[] = [{ value }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    if ("text" in next) out.push(next.text);
    else if (next.value instanceof RawNumber) out.push(next.value.text);
    else if (Array.isArray(next.value)) {
      todo.push({ text: "]" });
      // By its length alone: a change may have given it a constructor that is none.
      for (let at = next.value.length - 1; at >= 0; at -= 1)
        todo.push({ value: next.value[at] }, { text: at ? "," : "" });
      todo.push({ text: "[" });
    } else if (typeof next.value === "object" && next.value !== null) {
      const entries = Object.entries(next.value).flatMap(([key, item], at) => [
        { text: `${at ? "," : ""}${JSON.stringify(key)}:` },
        { value: item },
      ]);
      todo.push({ text: "}" }, ...entries.toReversed(), { text: "{" });
    } else out.push(JSON.stringify(next.value) ?? "null");
  }
  return out.join("");
}

interface Change {
  at: number;
  how: "replace" | "remove" | "retype" | "copy" | "rename" | "count";
  value: unknown;
  from: number;
}

type Holder = Record<string, unknown> | unknown[];

function placesIn(value: unknown, places: [Holder, string][] = []): [Holder, string][] {
  if (typeof value !== "object" || value === null || value instanceof RawNumber) return places;
  for (const [key, inner] of Object.entries(value)) {
    places.push([value as Holder, key]);
    // What was put in by another change is not looked into: it may be thousands deep.
    if (places.length < 2000) placesIn(inner, places);
  }
  return places;
}

function retype(value: unknown): unknown {
  if (typeof value === "string") return /^-?\d+(\.\d+)?$/.test(value) ? new RawNumber(value) : [value];
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null ? "null" : JSON.stringify(value);
}

const isCount = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

const COUNTS = ["-1", "0", "-0.01", "0.001", "1e3", "99999999999999999999", "9007199254740993"];

/** A number that is none of theirs, written as theirs was: as a number or as a text. */
const otherCount = (value: unknown, which: number): unknown => {
  const text = COUNTS[which % COUNTS.length] ?? "0";
  return typeof value === "number" ? new RawNumber(text) : text;
};

const put = (holder: Holder, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function apply(body: unknown, changes: Change[]): unknown {
  const root = { body: structuredClone(body) };
  const all = placesIn(root);
  const counts = all.filter(([holder, key]) => isCount(Reflect.get(holder, key)));
  for (const { at, how, value, from } of changes) {
    const places = how === "count" && counts.length > 0 ? counts : all;
    const [holder, key] = places[at % places.length] ?? [root, "body"];
    const [otherHolder, otherKey] = all[from % all.length] ?? [root, "body"];
    const other: unknown = Reflect.get(otherHolder, otherKey);
    const now: unknown = Reflect.get(holder, key);
    if (how === "remove") Reflect.deleteProperty(holder, key);
    else if (how === "count") put(holder, key, otherCount(now, from));
    else if (how === "retype") put(holder, key, retype(now));
    // A copy of what holds it would go round in circles.
    else if (how === "copy") put(holder, key, typeof other === "object" ? "copied" : other);
    else if (how === "rename") put(holder, typeof value === "string" ? value : "__proto__", now);
    else put(holder, key, value);
  }
  return root.body;
}

const TEXT_CHANGES: ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at % (text.length + 1)),
  (text) => `\uFEFF${text}`,
  (text) => text + text,
  (text) => text.replace("{", '{"__proto__":{"polluted":true},"constructor":null,'),
  (text) => text.replace(/("[^"]+":)("[^"]*"|-?\d+)/, '$1"first",$1$2'),
  (text) => text.replace(/("[^"]+":)("[^"]*"|-?\d+)/, '$1$2,$1"second"'),
  (text, at) => text.slice(0, at % (text.length + 1)) + "\u0000" + text.slice(at % (text.length + 1)),
  () => "<html><body>502 Bad Gateway</body></html>",
  () => "",
  (text) => `[${text}]`,
  (text) => JSON.stringify(text),
];

/**
 * Bodies that are nearly right: a real one of which parts were replaced, removed, given another type, copied elsewhere or renamed; now and
 * then cut, doubled or no JSON at all.
 */
export function nearly(bodies: unknown[], extra: string[] = []): fc.Arbitrary<string> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat(),
    how: fc.constantFrom("replace", "replace", "count", "count", "remove", "retype", "copy", "rename"),
    value: nastyValue(extra),
    from: fc.nat(),
  });
  return fc
    .tuple(
      fc.constantFrom(...bodies),
      fc.array(change, { maxLength: 4 }),
      fc.option(fc.tuple(fc.constantFrom(...TEXT_CHANGES), fc.nat()), { freq: 3 }),
    )
    .map(([body, changes, text]) => {
      const written = writeJson(apply(body, changes));
      return text ? text[0](written, text[1]) : written;
    });
}
