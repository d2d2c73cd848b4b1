import { fail, ok, type Result } from "@/lib/core/result";
import {
  ProviderUnavailable,
  type LookupAnswer,
  type LookupFailure,
  type ProductKind,
  type ProviderDeps,
  type ProviderOffer,
} from "../spec";
import type { Client } from "./client";
import { listProducts } from "./list-offers";
import { kindOfOperation } from "./sku";
import { errorSchema, lookupSchema } from "./wire";

const TIMEOUT_MS = 2_500;
const FAILURES: Record<string, LookupFailure> = {
  operator_not_found: "no-operator",
  invalid_phone: "unsupported",
};

type Found = LookupAnswer & { supports: ProductKind[] };

/** Who serves a number today, ported or not, and what it takes. Somebody waits: asked once, and not for long. README.md, "Look-up". */
export async function lookUpNumber(
  call: Client,
  { e164 }: { e164: string },
): Promise<Result<Found, LookupFailure>> {
  const verdict = await call({
    path: "/telecom/lookup",
    method: "POST",
    body: { phone: e164.replace("+", "") },
    purpose: "lookup",
    timeoutMs: TIMEOUT_MS,
  });
  if (verdict.kind !== "answered") return fail("unavailable");
  const code = errorSchema.safeParse(verdict.json).data?.error?.code ?? "";
  if (verdict.status >= 400 && verdict.status < 500 && Object.hasOwn(FAILURES, code))
    return fail(FAILURES[code] ?? "unavailable");
  const found = lookupSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !found.success) return fail("unavailable");
  const { operator_id: providerOperatorId, operator_name: name, country, supports } = found.data;
  return ok({
    providerOperatorId,
    name,
    country,
    supports: supports.flatMap((operation) => kindOfOperation(operation) ?? []),
  });
}

/** What this very number takes: decided by `supports` alone, never by the kind of subscriber. @throws ProviderUnavailable */
export async function listOffersFor(
  call: Client,
  deps: Pick<ProviderDeps, "log">,
  number: { e164: string },
): Promise<ProviderOffer[]> {
  const found = await lookUpNumber(call, number);
  if (!found.ok && found.failure === "unavailable")
    throw new ProviderUnavailable("telecom", "the number could not be looked up");
  if (!found.ok || found.value.supports.length === 0) return [];
  const { providerOperatorId, supports } = found.value;
  const offers: ProviderOffer[] = [];
  for await (const page of listProducts(call, deps, providerOperatorId))
    offers.push(...page.filter(({ kind }) => supports.includes(kind)));
  return offers;
}
