import type { ProductKind } from "../spec";
import { elsewhere, later, never, type Verdict } from "../verdict";

const CREDENTIALS = elsewhere("credentials");
const THROTTLED = later("throttled", 30_000);

/** Codes that prove nothing was bought. What stands in neither table is in doubt. README.md, "Failures". */
const PROVEN: Record<string, Verdict> = {
  invalid_phone: never("number-invalid"),
  operator_not_found: elsewhere("product-gone"),
  product_not_found: elsewhere("product-gone"),
  invalid_amount: elsewhere("amount-invalid"),
  insufficient_balance: elsewhere("float-empty"),
  operator_unavailable: later("operator-down"),
  rate_limited: THROTTLED,
  unauthorized: CREDENTIALS,
};

/** Reasons that only a transaction which was made and has failed can have. */
const ENDED: Record<string, Verdict> = {
  operator_rejected: elsewhere("refused"),
  subscriber_not_active: never("operator-mismatch"),
};

const entryOf = (table: Record<string, Verdict>, code: string): Verdict | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** Money is what postpaid numbers do not take; other kinds are just not sold to this number. */
const unsupported = (kind: ProductKind): Verdict =>
  kind === "airtime" ? never("number-not-prepaid") : elsewhere("unsupported");

const provenBy = (code: string, kind: ProductKind): Verdict | undefined =>
  code === "product_not_supported" ? unsupported(kind) : entryOf(PROVEN, code);

/** The id was used before, with another body: what was bought under it is not known. */
export const mayBeOurs = (code: string): boolean => code === "idempotency_conflict";

/** The rejection an error answer proves; undefined when it proves nothing. A 5xx never does. */
export function rejectionOf(
  status: number,
  code: string | null | undefined,
  kind: ProductKind,
): Verdict | undefined {
  if (status === 401) return CREDENTIALS;
  if (status === 429) return THROTTLED;
  if (status < 400 || status >= 500 || !code) return undefined;
  return provenBy(code, kind);
}

/** A transaction that failed: nothing arrived, whatever the reason. */
export function endedWithout(code: string | null | undefined, kind: ProductKind): Verdict {
  if (!code) return elsewhere("refused");
  return provenBy(code, kind) ?? entryOf(ENDED, code) ?? elsewhere("refused");
}
