import { elsewhere, later, never, type Verdict } from "../verdict";

const MINUTE = 60_000;

/** Reloadly's codes that prove nothing was bought. What stands in neither table is in doubt. README.md, "Failures". */
const PROVEN: Record<string, Verdict> = {
  INVALID_RECIPIENT_PHONE: never("number-invalid"),
  INVALID_PHONE_NUMBER: never("number-invalid"),
  RECIPIENT_PHONE_INACTIVE: never("number-invalid"),
  PHONE_BANNED_BY_OPERATOR: never("number-invalid"),
  OPERATOR_AND_RECIPIENT_PHONE_MISMATCH: never("operator-mismatch"),
  INVALID_AMOUNT_FOR_RECIPIENT_PHONE: elsewhere("amount-invalid"),
  INVALID_AMOUNT_FOR_OPERATOR: elsewhere("amount-invalid"),
  INVALID_LOCAL_AMOUNT_FOR_OPERATOR: elsewhere("amount-invalid"),
  INVALID_AMOUNT: elsewhere("amount-invalid"),
  LOCAL_AMOUNTS_NOT_SUPPORTED_BY_OPERATOR: elsewhere("unsupported"),
  INVALID_INPUT_PROVIDED: elsewhere("refused"),
  INVALID_SENDER_PHONE: elsewhere("refused"),
  INSUFFICIENT_BALANCE: elsewhere("float-empty"),
  INSUFFICIENT_WALLET_BALANCE: elsewhere("float-empty"),
  WRONG_PRODUCT_PRICE: elsewhere("amount-invalid"),
  PRICE_IS_NOT_PERMITTED: elsewhere("amount-invalid"),
  INVALID_PRODUCT: elsewhere("product-gone"),
  PRODUCT_NOT_FOUND: elsewhere("product-gone"),
  TEMPORARY_OUT_OF_STOCK: later("operator-down"),
  MISSING_REQUIRED_AMOUNT_ID: elsewhere("amount-invalid"),
  AMOUNT_ID_NOT_FOUND: elsewhere("amount-invalid"),
  INVALID_BILLER_ID: elsewhere("product-gone"),
  BILLER_NOT_FOUND: elsewhere("product-gone"),
  MISSING_REQUIRED_ADDITIONAL_INFO: elsewhere("unsupported"),
  RECIPIENT_REACHED_MAX_TOPUP_NUMBER: elsewhere("recipient-limit"),
  MAX_DAILY_TRANSACTION_AMOUNT_REACHED: elsewhere("recipient-limit"),
  MAX_DAILY_TRANSACTION_COUNT_REACHED: elsewhere("recipient-limit"),
  RECIPIENT_HAS_PENDING_TRANSACTION: later("recently-recharged", 2 * MINUTE),
  OPERATOR_NOT_FOUND: elsewhere("product-gone"),
  COUNTRY_NOT_SUPPORTED: elsewhere("unsupported"),
  INACTIVE_ACCOUNT: elsewhere("credentials"),
  ACCOUNT_NOT_FOUND: elsewhere("credentials"),
  TOKEN_EXPIRED: elsewhere("credentials"),
  INVALID_TOKEN: elsewhere("credentials"),
  MISSING_TOKEN: elsewhere("credentials"),
  INVALID_CREDENTIALS: elsewhere("credentials"),
  RATE_LIMIT_REACHED: later("throttled", MINUTE / 2),
  OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE: later("operator-down"),
  OPERATOR_NOT_IN_SERVICE: later("operator-down"),
  CONNECTION_TO_OPERATOR_TEMPORARILY_DOWN: later("operator-down"),
  SERVICE_TO_OPERATOR_TEMPORARILY_UNAVAILABLE: later("operator-down"),
  TRANSACTION_REJECTED_BY_OPERATOR: elsewhere("refused"),
  TRANSACTION_REFUSED_BY_OPERATOR: elsewhere("refused"),
  TRANSACTION_FAILED_ON_OPERATOR: elsewhere("refused"),
};

const provenBy = (errorCode: string): Verdict | undefined =>
  Object.hasOwn(PROVEN, errorCode) ? PROVEN[errorCode] : undefined;

/** Codes that hint that an earlier request of ours went through. */
const MAY_BE_OURS = new Set([
  "CUSTOM_IDENTIFIER_ALREADY_USED",
  "REFERENCE_ID_ALREADY_USED",
  "PHONE_RECENTLY_RECHARGED",
]);

export const mayBeOurs = (errorCode: string): boolean => MAY_BE_OURS.has(errorCode);

/**
 * The rejection an error body proves; undefined when it proves nothing.
 * A 5xx proves nothing but for the one code that is answered before anything is attempted.
 */
export function rejectionOf(status: number, errorCode: string | null | undefined): Verdict | undefined {
  if (status === 401) return elsewhere("credentials");
  if (status === 429) return later("throttled", MINUTE / 2);
  if (!errorCode) return undefined;
  const verdict = provenBy(errorCode);
  if (status >= 500 && !(status === 503 && errorCode === "OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE"))
    return undefined;
  return verdict;
}

/** A transaction that ended without credit: the debit was given back, or never made. */
export function endedWithout(status: "REFUNDED" | "FAILED", code: string | null | undefined): Verdict {
  const known = code ? provenBy(code) : undefined;
  if (known && known.retry !== "later") return known;
  // After FAILED the same number must rest for 30 minutes there; another provider may deliver at once.
  return status === "FAILED" ? elsewhere("operator-down") : elsewhere("refused");
}
