import Stripe from "stripe";
import { fromStripeUnits } from "@/lib/core/currency-exponent";
import { money, type Money } from "@/lib/core/money";

/** Stripe's answer to something we told it to do. `unknown` may have been done: the truth must be fetched. */
export type Told<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; code: string; detail: string }
  /** `stored`: Stripe answered 5xx and keeps that answer under the key. */
  | { kind: "unknown"; detail: string; stored: boolean };

export class StripeUnreachable extends Error {
  constructor(detail: string) {
    super(`Stripe did not say: ${detail}`);
    this.name = "StripeUnreachable";
  }
}

/** An id, whether Stripe gives it alone or with its object. */
export const idOf = (field: string | { id: string } | null | undefined): string | null =>
  typeof field === "string" ? field : (field?.id ?? null);

/** Stripe's units of a currency as ours. */
export const moneyOf = (units: number | null | undefined, currency: string): Money => {
  const code = currency.toUpperCase();
  return money(fromStripeUnits(units ?? 0, code), code);
};

/** Stripe's client notes at each request where it was called from, which takes as long as a statement and is read by nobody. */
function untraced<T>(call: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Tells Stripe to do something, once. */
export async function tell<T>(call: () => Promise<T>): Promise<Told<T>> {
  try {
    return { kind: "done", value: await untraced(call) };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const detail = `${error.type} ${error.statusCode ?? ""} ${error.message}`;
    const status = error.statusCode;
    // 409 means the first request under this key is still running; 429 was never run.
    if (status === undefined || status === 409 || status === 429)
      return { kind: "unknown", detail, stored: false };
    if (status >= 500) return { kind: "unknown", detail, stored: true };
    return { kind: "refused", code: error.code ?? error.type, detail };
  }
}

/** Asks Stripe for the truth. @throws StripeUnreachable when it does not say */
export async function read<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await untraced(call);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError)
      throw new StripeUnreachable(`${error.type}: ${error.message}`);
    throw error;
  }
}
