/** Faults that Stripe's part acts out itself, since they touch its idempotency keys. */
export const STRIPE_FAULTS = {
  "error-stored": "HTTP 500, nothing done, and the 500 is stored under the idempotency key",
  "error-after-stored": "done, then HTTP 500, and the 500 is stored under the idempotency key",
  busy: "works for delayMs (default 2000) under the idempotency key, which answers 409 meanwhile",
} as const;
