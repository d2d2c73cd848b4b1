import { describe, expect, it } from "vitest";
import type {
  ApplyFailure,
  ChangeFailure,
  GoodsFailure,
  IdentifyFailure,
  PayFailure,
  RenewFailure,
  StartFailure,
} from "@/lib/checkout";
import type { CancelFailure, ChangeOperatorFailure } from "@/lib/fulfilment";
import messages from "@/i18n/messages-en";

type Code = (
  | IdentifyFailure
  | StartFailure
  | PayFailure
  | RenewFailure
  | CancelFailure
  | ChangeOperatorFailure
  | ChangeFailure
  | GoodsFailure
  | ApplyFailure
)["code"];

/** The compiler keeps this list complete: a new code without its row does not build. */
const CODES: Record<Code, true> = {
  "number-empty": true,
  "number-has-letters": true,
  "number-too-short": true,
  "number-too-long": true,
  "number-needs-country": true,
  "number-invalid": true,
  "number-is-landline": true,
  "number-is-no-mobile": true,
  "destination-forbidden": true,
  "country-unsupported": true,
  "product-gone": true,
  "amount-too-small": true,
  "amount-too-large": true,
  "amount-invalid": true,
  "fields-invalid": true,
  unavailable: true,
  "recipient-gone": true,
  "kind-refused": true,
  "operator-mismatch": true,
  "checkout-gone": true,
  "quote-expired": true,
  "already-paid": true,
  "payment-unreachable": true,
  "payment-refused": true,
  "email-invalid": true,
  "residence-missing": true,
  "consent-missing": true,
  "checkout-changed": true,
  "cart-full": true,
  "line-gone": true,
  "esim-gone": true,
  "esim-elsewhere": true,
  "last-four-missing": true,
  "last-four-wrong": true,
  "again-missing": true,
  "limit-reached": true,
  "recipient-blocked": true,
  "buyer-blocked": true,
  "promo-unknown": true,
  "promo-not-yet": true,
  "promo-over": true,
  "promo-used-up": true,
  "promo-used-by-you": true,
  "promo-minimum": true,
  "promo-not-for-these": true,
  "promo-no-room": true,
  "order-gone": true,
  "change-too-late": true,
  "change-unavailable": true,
  "cancel-opening": true,
  "cancel-sending": true,
  "cancel-accepted": true,
  "cancel-in-doubt": true,
  "cancel-review": true,
  "cancel-may-arrive": true,
  "cancel-delivered": true,
  "cancel-cancelled": true,
  "cancel-over": true,
};

describe("what a buyer reads of a refusal", () => {
  const texts: Record<string, string> = { ...messages.checkout.failures, ...messages.failures };

  it.each(Object.keys(CODES))("%s has a text that is a sentence", (code) => {
    expect(texts[code]).toMatch(/^[A-Z{].+\.$/s);
  });

  it("has no text that nothing says", () => {
    const said = new Set([...Object.keys(CODES), "unknown"]);
    expect(Object.keys(texts).filter((code) => !said.has(code))).toEqual([]);
  });
});
