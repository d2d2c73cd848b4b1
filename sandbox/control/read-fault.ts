import { type Fault, type FaultMatch, REQUEST_FAULTS, WEBHOOK_FAULTS } from "../open-fault-book";
import { SCENARIOS } from "../scenarios";
import { STRIPE_FAULTS } from "../stripe/stripe-faults";

const MATCH_FIELDS = ["provider", "method", "path", "number", "product"] as const;

/** Reads the body of `POST /__sandbox/faults`; throws an Error with one line that says what is wrong. */
export function readFault(body: unknown): Omit<Fault, "id" | "hits"> {
  const fields = asRecord(body, "The body");
  const scenario = fields["scenario"];
  const known = { ...REQUEST_FAULTS, ...WEBHOOK_FAULTS, ...STRIPE_FAULTS, ...SCENARIOS };
  if (typeof scenario !== "string" || !(scenario in known)) {
    throw new Error(`scenario must be one of: ${Object.keys(known).toSorted().join(", ")}`);
  }
  return {
    match: readMatch(fields["match"]),
    scenario,
    rate: readNumber(fields, "rate", { fallback: 1, from: 0, to: 1 }),
    times: fields["times"] == null ? null : readNumber(fields, "times", { fallback: 1, from: 1, to: 1e9 }),
    delayMs: readNumber(fields, "delayMs", { fallback: 0, from: 0, to: 86_400_000 }),
    seed: readNumber(fields, "seed", { fallback: 1, from: 0, to: 2 ** 31 }),
  };
}

function readMatch(value: unknown): FaultMatch {
  if (value === undefined) return {};
  const fields = asRecord(value, "match");
  const unknown = Object.keys(fields).find((name) => !MATCH_FIELDS.some((field) => field === name));
  if (unknown !== undefined) throw new Error(`match knows only ${MATCH_FIELDS.join(", ")}, not ${unknown}`);
  const match: FaultMatch = {};
  for (const name of MATCH_FIELDS) {
    if (fields[name] !== undefined) match[name] = String(fields[name]);
  }
  return match;
}

function readNumber(
  fields: Record<string, unknown>,
  name: string,
  range: { fallback: number; from: number; to: number },
): number {
  const value = fields[name] ?? range.fallback;
  if (typeof value !== "number" || !(value >= range.from && value <= range.to)) {
    throw new Error(`${name} must be a number from ${range.from} to ${range.to}`);
  }
  return value;
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${name} must be an object`);
  }
  return { ...value };
}
