import type { CheckoutSize } from "./checkout-model";
import type { CheckoutFlaw } from "./checkout-rules";

/** How large the checkouts are, and how much goes wrong at once. */
export const CHECKOUT_SIZES = {
  "one order, two processes, three misfortunes": { lines: 1, tellers: 2, misfortunes: 3 },
  "two orders, two processes, two misfortunes": { lines: 2, tellers: 2, misfortunes: 2 },
  "three orders, one process, two misfortunes": { lines: 3, tellers: 1, misfortunes: 2 },
} as const satisfies Record<string, CheckoutSize>;
export type CheckoutSizeName = keyof typeof CHECKOUT_SIZES;

interface CheckoutFlawCase {
  flaw: CheckoutFlaw;
  size: CheckoutSize;
  /** Undefined: other rules cover it, so that nothing comes of it alone. */
  harm: string | undefined;
  /** It harms our books alone. */
  inBooks?: boolean;
}

const ONE: CheckoutSize = { lines: 1, tellers: 1, misfortunes: 1 };
const PAIR: CheckoutSize = { lines: 2, tellers: 1, misfortunes: 1 };
const RIVALS: CheckoutSize = { lines: 2, tellers: 2, misfortunes: 2 };
const unlucky = (size: CheckoutSize, misfortunes: number): CheckoutSize => ({ ...size, misfortunes });

const STUCK = "no good end can be reached";
const OVERCHARGED = "charged for what did not arrive";
const OVERPAID = "paid back what was not owed";
const UNPAID = "delivered without charge";

/** Every wrong variant, in the smallest checkout where it shows. */
export const CHECKOUT_FLAWS: CheckoutFlawCase[] = [
  { flaw: "captured with an open order", size: PAIR, harm: UNPAID },
  { flaw: "released with a delivered order", size: PAIR, harm: UNPAID },
  { flaw: "two intents for one hold", size: ONE, harm: STUCK },
  { flaw: "the whole hold is captured", size: PAIR, harm: OVERCHARGED },
  { flaw: "a shortfall is charged", size: ONE, harm: OVERCHARGED },
  { flaw: "a late hold is ignored", size: ONE, harm: STUCK },
  { flaw: "open orders outlive the hold", size: ONE, harm: STUCK },
  { flaw: "a refused release counts as done", size: ONE, harm: OVERCHARGED },
  { flaw: "a hold that is gone is told again for ever", size: ONE, harm: STUCK },
  { flaw: "refunded again under a new key", size: unlucky(PAIR, 2), harm: OVERPAID },
  { flaw: "an intent is replaced twice", size: RIVALS, harm: OVERPAID },
  {
    flaw: "an older intent is closed than the one that stands",
    size: { lines: 1, tellers: 2, misfortunes: 1 },
    harm: "an intent is left open",
    inBooks: true,
  },
  { flaw: "a refund is concluded twice", size: RIVALS, harm: OVERCHARGED },
  { flaw: "a failed refund is forgotten", size: unlucky(ONE, 2), harm: OVERCHARGED },
  { flaw: "a refund that bounced is forgotten", size: unlucky(ONE, 2), harm: STUCK },
  { flaw: "a reversal is not paid back", size: ONE, harm: OVERCHARGED },
  { flaw: "what was never charged is paid back", size: unlucky(PAIR, 2), harm: OVERPAID },
  { flaw: "late evidence is ignored", size: ONE, harm: STUCK },
  { flaw: "late evidence moves money that moves already", size: unlucky(PAIR, 2), harm: undefined },
];
