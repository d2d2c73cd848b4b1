import { fail, ok, type Result } from "@/lib/core/result";
import type { LookupAnswer, LookupFailure } from "../spec";
import type { Client } from "./client";
import { errorSchema, operatorSchema } from "./wire";

const TIMEOUT_MS = 2_500;
/** Said without a code of its own. */
const PORTED_UNKNOWN = /mnp lookup .*failed/i;

interface DialledNumber {
  e164: string;
  country: string;
}

/** Somebody waits: asked once, and not for long. */
async function lookUp(
  call: Client,
  how: "auto-detect" | "mnp-lookup",
  { e164, country }: DialledNumber,
): Promise<Result<LookupAnswer, LookupFailure>> {
  const path = `/operators/${how}/phone/${encodeURIComponent(e164)}/countries/${encodeURIComponent(country)}`;
  const verdict = await call({ path, method: "GET", purpose: "lookup", timeoutMs: TIMEOUT_MS });
  if (verdict.kind !== "answered") return fail("unavailable");
  const { errorCode, message } = errorSchema.safeParse(verdict.json).data ?? {};
  const unknown = verdict.status === 404 && PORTED_UNKNOWN.test(message ?? "");
  if (errorCode === "COULD_NOT_AUTO_DETECT_OPERATOR" || unknown) return fail("no-operator");
  if (errorCode === "COUNTRY_NOT_SUPPORTED") return fail("unsupported");
  const operator = operatorSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !operator.success) return fail("unavailable");
  const { operatorId, name, country: home } = operator.data;
  return ok({ providerOperatorId: operatorId, name, country: home.isoName });
}

/** The operator of a number by its range; ported numbers are not seen. README.md, "Look-up". */
export const lookUpOperator = (call: Client, number: DialledNumber) => lookUp(call, "auto-detect", number);

/** The operator that serves a number today: a paid add-on of theirs. README.md, "Look-up". */
export const lookUpPorted = (call: Client, number: DialledNumber) => lookUp(call, "mnp-lookup", number);
