export { costOf, faceBoundsOf, orderAmountFor } from "./price-offer";
export { priceQuote } from "./price-quote";
export { compareCosts, convertNearest, convertUp, isAbove, stepsAbove } from "./convert";
export { suggestAmounts } from "./suggest-amounts";
export type {
  CardFee,
  FxTable,
  MarginRule,
  OfferTerms,
  PriceBook,
  PriceParts,
  Rounding,
  RuleScope,
  ScopedRule,
  TakenTax,
  TaxBase,
  TaxRate,
} from "./types";
export { chooseRule, type Priced } from "./choose-rule";
export { BASE_RULE, DEFAULT_BOOK, EVERYTHING, orderRules } from "./default-book";
export { judgeMargin, type Margin } from "./judge-margin";
export { takenTax, tellTaken } from "./taken-tax";
export { taxWithin, type Taxed } from "./tax-within";
export { chargedFor, owedFor, shareCharge, type Owing, type Shares } from "./share-charge";
export { shareDiscount, type DiscountLine, type DiscountTerms } from "./share-discount";
export { chargeMinimum, publishedMinimum } from "./charge-minimum";
