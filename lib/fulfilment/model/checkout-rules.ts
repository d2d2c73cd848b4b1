import type { CheckoutWorld } from "./checkout-world";
import type { Stage } from "./stage";

/** One way to get the rules of the money wrong. */
export type CheckoutFlaw =
  | "captured with an open order"
  | "released with a delivered order"
  | "two intents for one hold"
  | "the whole hold is captured"
  | "a shortfall is charged"
  | "a late hold is ignored"
  | "open orders outlive the hold"
  | "a refused release counts as done"
  | "a hold that is gone is told again for ever"
  | "refunded again under a new key"
  | "an intent is replaced twice"
  | "an older intent is closed than the one that stands"
  | "a refund is concluded twice"
  | "a failed refund is forgotten"
  | "a refund that bounced is forgotten"
  | "a reversal is not paid back"
  | "what was never charged is paid back"
  | "late evidence is ignored"
  | "late evidence moves money that moves already";

export interface CheckoutRules {
  flaw?: CheckoutFlaw;
}

export type CheckoutStage = Stage<CheckoutWorld, CheckoutRules>;

/** Something that goes wrong outside: only so often. */
export function addMisfortune(
  { world, add }: CheckoutStage,
  name: string,
  write: (world: CheckoutWorld) => void,
): void {
  if (world.luck === 0) return;
  add(name, (to) => {
    to.luck -= 1;
    write(to);
  });
}
