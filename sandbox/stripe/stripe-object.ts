/** An object as Stripe's API shows it. */
export type StripeObject = Record<string, unknown>;
