import { fail, ok, type Result } from "@/lib/core/result";
import type { LookupAnswer, LookupFailure } from "../spec";
import type { Client } from "./client";
import { errorSchema, phoneSchema, type WireFound } from "./wire";

const TIMEOUT_MS = 2_500;

function rowsOf(json: unknown): WireFound[] | undefined {
  const parsed = phoneSchema.safeParse(json);
  if (!parsed.success) return undefined;
  if (!("data" in parsed.data)) return [];
  const { data } = parsed.data;
  if (Array.isArray(data)) return data;
  return "operators" in data ? data.operators : [data];
}

/** Airtime first: the bundles and data of a network are products of their own. */
function choose(rows: WireFound[], country: string): WireFound | undefined {
  const home = rows.filter((row) => (row.country_code ?? row.country ?? country) === country);
  const isAirtime = ({ categories }: WireFound): boolean =>
    categories.some((category) => category.toLowerCase() === "refill");
  return home.find(isAirtime) ?? home[0];
}

/** The operator of a number. Somebody waits: asked once, and not for long. README.md, "Look-up". */
export async function lookUpOperator(
  call: Client,
  { e164, country }: { e164: string; country: string },
): Promise<Result<LookupAnswer, LookupFailure>> {
  const path = `/check_phone_number?phone_number=${encodeURIComponent(e164)}`;
  const verdict = await call({ path, method: "GET", purpose: "lookup", timeoutMs: TIMEOUT_MS });
  if (verdict.kind !== "answered") return fail("unavailable");
  const error = errorSchema.safeParse(verdict.json).data;
  if (verdict.status === 404 && error?.message) return fail("no-operator");
  if (verdict.status === 400 && error?.error_code === "invalid_phone_number") return fail("unsupported");
  const rows = verdict.status === 200 ? rowsOf(verdict.json) : undefined;
  if (!rows) return fail("unavailable");
  const found = choose(rows, country);
  if (!found) return fail("no-operator");
  return ok({ providerOperatorId: found.id, name: found.name, country });
}
