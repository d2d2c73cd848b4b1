import { fail, ok, type Result } from "@/lib/core/result";
import type { LookupAnswer, LookupFailure } from "../spec";
import { envelopeOf, type Client } from "./client";
import { productSchema, rowsSchema } from "./wire";

const TIMEOUT_MS = 2_500;
/** Their live look-up answers for every country but these. README.md, "Look-up". */
const NOT_LOOKED_UP = new Set(["US", "ES"]);
const UNKNOWN_NUMBER = new Set(["501", "033"]);

/** The operator of a number as far as they know; the buyer may always choose another. Somebody waits: asked once, and not for long. */
export async function lookUpOperator(
  call: Client,
  { e164, country, language }: { e164: string; country: string; language?: string },
): Promise<Result<LookupAnswer, LookupFailure>> {
  if (NOT_LOOKED_UP.has(country)) return fail("unsupported");
  const path = `/lookup/mobile/${e164.replace(/\D/g, "")}`;
  const verdict = await call({ path, language, method: "GET", purpose: "lookup", timeoutMs: TIMEOUT_MS });
  const envelope = envelopeOf(verdict);
  if (!envelope) return fail("unavailable");
  if (UNKNOWN_NUMBER.has(envelope.responseCode)) return fail("no-operator");
  if (envelope.responseCode !== "000") return fail("unavailable");
  const rows = rowsSchema.safeParse(envelope.payLoad).data;
  if (!rows) return fail("unavailable");
  const [product] = rows.flatMap((row) => productSchema.safeParse(row).data ?? []);
  if (!product) return fail(rows.length === 0 ? "no-operator" : "unavailable");
  const { operatorId, operatorName, countryCode } = product;
  return ok({ providerOperatorId: operatorId, name: operatorName, country: countryCode });
}
