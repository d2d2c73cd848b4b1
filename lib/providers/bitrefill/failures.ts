import { elsewhere, later, never, type Verdict } from "../verdict";

/** Bitrefill's documented codes; each proves that nothing was bought. What stands not here is in doubt. README.md, "Failures". */
const PROVEN: Record<string, Verdict> = {
  invalid_phone_number: never("number-invalid"),
  unsupported_operator: never("operator-mismatch"),
  out_of_stock: later("operator-down"),
  not_found: elsewhere("product-gone"),
  invalid_param: elsewhere("amount-invalid"),
  missing_param: elsewhere("refused"),
  parse_error: elsewhere("refused"),
  too_many_items: elsewhere("refused"),
  create_invoice_failed: elsewhere("refused"),
  unsupported_payment_method: elsewhere("unsupported"),
  balance_too_low: elsewhere("float-empty"),
};

const USUAL_WAIT_MS = 60_000;

export interface Refusal {
  status: number;
  errorCode: string | null | undefined;
  message: string | null | undefined;
  /** What a 429 asks for. */
  waitMs: number | undefined;
}

/** The rejection an error answer proves; undefined when it proves nothing. A 403 must be theirs, not the page of what stands before them. */
export function rejectionOf({ status, errorCode, message, waitMs }: Refusal): Verdict | undefined {
  if (status === 401) return elsewhere("credentials");
  if (status === 429) return later("throttled", waitMs ?? USUAL_WAIT_MS);
  if (status === 400 && errorCode && Object.hasOwn(PROVEN, errorCode)) return PROVEN[errorCode];
  if (status !== 403 || !message) return undefined;
  return elsewhere(/funds|balance/i.test(message) ? "float-empty" : "credentials");
}

/** Order statuses that end without a delivery: the balance has its money again. */
export const ENDED_WITHOUT = new Set(["permanent_failure", "failed", "refunded"]);
/** Invoice statuses that end without a payment. */
export const UNPAID_FOR_GOOD = new Set(["denied", "payment_error"]);

export const undelivered: Verdict = elsewhere("refused");
/** It may be prepared anew, at once. */
export const lapsed: Verdict = later("not-sent");
