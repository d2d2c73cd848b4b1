import { fail, ok, type Result } from "@/lib/core/result";
import type { LookupAnswer, LookupFailure } from "../spec";
import type { Client } from "./client";
import { errorSchema, operatorSchema } from "./wire";

const TIMEOUT_MS = 2_500;

/** The operator of a number by its range; ported numbers are not seen. Somebody waits: asked once, and not for long. */
export async function lookUpOperator(
  call: Client,
  { e164, country }: { e164: string; country: string },
): Promise<Result<LookupAnswer, LookupFailure>> {
  const path = `/operators/auto-detect/phone/${encodeURIComponent(e164)}/countries/${encodeURIComponent(country)}`;
  const verdict = await call({ path, method: "GET", purpose: "lookup", timeoutMs: TIMEOUT_MS });
  if (verdict.kind !== "answered") return fail("unavailable");
  const errorCode = errorSchema.safeParse(verdict.json).data?.errorCode;
  if (errorCode === "COULD_NOT_AUTO_DETECT_OPERATOR") return fail("no-operator");
  if (errorCode === "COUNTRY_NOT_SUPPORTED") return fail("unsupported");
  const operator = operatorSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !operator.success) return fail("unavailable");
  const { operatorId, name, country: home } = operator.data;
  return ok({ providerOperatorId: operatorId, name, country: home.isoName });
}
