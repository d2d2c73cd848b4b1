import type { FailureCode } from "./outcome";

/** Refusals that speak of the number or of what was bought, not of the operator or its provider: they count for neither. */
export const NOT_THE_OPERATORS = [
  "number-invalid",
  "number-not-prepaid",
  "operator-mismatch",
  "amount-invalid",
  "recipient-limit",
  "recently-recharged",
] satisfies FailureCode[];
