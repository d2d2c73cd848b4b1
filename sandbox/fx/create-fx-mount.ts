import type { Mount, Outside, SandboxReply } from "../outside";
import table from "../world/fx-rates.json" with { type: "json" };

/** Digits behind the point while dividing; answers are cut to 10 of them. */
const SCALE = 20;
const ANSWER_DIGITS = 10;

const PER_USD = new Map<string, bigint>(
  Object.entries({ ...table.rates, USD: "1" }).map(([currency, rate]) => [currency, toScaled(rate)]),
);

/** `GET /fx/latest?base=USD`: mid-market rates as decimal strings, how much of each currency one `base` buys. */
export function createFxMount(outside: Outside): Mount {
  return {
    provider: "fx",
    prefix: "/fx",
    routes: [{ method: "GET", path: "/latest", handle: ({ query }) => latest(query, outside.now()) }],
  };
}

function latest(query: URLSearchParams, now: number): SandboxReply {
  const base = (query.get("base") ?? "USD").toUpperCase();
  const perBase = PER_USD.get(base);
  if (perBase === undefined) return { status: 400, json: { error: `No rates for ${base}` } };
  const rates: Record<string, string> = {};
  for (const [currency, perUsd] of PER_USD) {
    if (currency !== base) rates[currency] = toText((perUsd * 10n ** BigInt(SCALE)) / perBase);
  }
  return { json: { base, at: new Date(now).toISOString(), rates } };
}

function toScaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(SCALE, "0"));
}

function toText(scaled: bigint): string {
  const digits = scaled.toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE, ANSWER_DIGITS - SCALE).replace(/0+$/, "");
  return fraction === "" ? digits.slice(0, -SCALE) : `${digits.slice(0, -SCALE)}.${fraction}`;
}
