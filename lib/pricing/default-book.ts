import { bySpecificity } from "./choose-rule";
import { DEFAULT_MARGIN } from "./price-quote";
import type { CardFee, PriceBook, RuleScope, ScopedRule } from "./types";

/** Of the rule that is for everything else: there is always one. */
export const BASE_RULE = "00000000-0000-0000-0000-000000000000";

export const EVERYTHING: RuleScope = {
  operatorId: null,
  country: null,
  kind: null,
  provider: null,
  fromMinor: null,
  belowMinor: null,
};

/** What Stripe publishes for cards of the United States. */
export const DEFAULT_CARD_FEE: CardFee = { percent: "2.9", flat: { minor: 30, currency: "USD" } };

const BASE: ScopedRule = { ...DEFAULT_MARGIN, id: BASE_RULE, scope: EVERYTHING };

/** How prices are made before anybody has changed anything. */
export const DEFAULT_BOOK: PriceBook = {
  rules: [BASE],
  rounding: {},
  spreadPercent: "0",
  cardFee: DEFAULT_CARD_FEE,
  tax: null,
};

/** Rules as a book holds them: the most specific first, the one for everything else last. */
export function orderRules(rules: readonly ScopedRule[]): ScopedRule[] {
  const base = rules.find(({ id }) => id === BASE_RULE) ?? BASE;
  return [...rules.filter(({ id }) => id !== BASE_RULE).toSorted(bySpecificity), base];
}
