import { expect, it } from "vitest";
import messages from "@/i18n/messages-en";
import type { PassedOver } from "@/lib/catalog";
import type { Confidence } from "@/lib/catalog/types";
import type {
  AskFailure,
  EvidenceFailure,
  HoldBackFailure,
  PayBackFailure,
  ReviewFailure,
} from "@/lib/fulfilment";
import type { DoubtReason, FailureCode } from "@/lib/providers/spec";

/** The compiler keeps these lists complete: a new code without its row does not build. */
const VERDICTS: Record<FailureCode | DoubtReason, true> = {
  "number-invalid": true,
  "number-not-prepaid": true,
  "operator-mismatch": true,
  "operator-down": true,
  "amount-invalid": true,
  "product-gone": true,
  "recipient-limit": true,
  "recently-recharged": true,
  "float-empty": true,
  credentials: true,
  throttled: true,
  refused: true,
  "not-sent": true,
  unsupported: true,
  timeout: true,
  reset: true,
  "5xx": true,
  unreadable: true,
  "duplicate-reference": true,
  unlisted: true,
};
const PASSED: Record<PassedOver, true> = {
  "provider-off": true,
  "switched-off": true,
  excluded: true,
  paused: true,
  "circuit-open": true,
  "float-low": true,
  "order-too-large": true,
};
const CONFIDENCES: Record<Confidence, true> = {
  "worked-before": true,
  "sources-agree": true,
  "provider-and-prefix-agree": true,
  "provider-only": true,
  "prefix-only": true,
  "prefix-doubted": true,
  moved: true,
  disagree: true,
  "chosen-by-buyer": true,
  unknown: true,
};
type Refusal = AskFailure | EvidenceFailure | HoldBackFailure | PayBackFailure | ReviewFailure;
const REFUSALS: Record<Refusal["code"], true> = {
  "not-in-review": true,
  "too-early": true,
  "code-missing": true,
  "proposal-waits": true,
  "proposal-gone": true,
  "same-person": true,
  "nothing-open": true,
  "cannot-be-asked": true,
  "not-held-back": true,
  "nothing-to-pay-back": true,
  "money-moves": true,
  "is-disputed": true,
  "refund-amount": true,
  "money-changed": true,
  "refund-waits": true,
  "refund-gone": true,
  "no-such-dispute": true,
  "not-answerable": true,
  "stripe-refused": true,
  "stripe-silent": true,
};

it.each([
  ["why staff are refused", REFUSALS, messages.admin.settle.failures],
  ["what providers say", VERDICTS, messages.admin.words.verdict],
  ["why an offer is passed over", PASSED, messages.admin.words.passed],
  ["how sure we are of an operator, to staff", CONFIDENCES, messages.admin.order.lookedUp.confidence],
  ["how sure we are of an operator, to the buyer", CONFIDENCES, messages.catalog.operator.certainty],
])("staff and buyers read words for %s", (_what, codes, words) => {
  for (const code of Object.keys(codes)) expect(words).toHaveProperty([code]);
});
