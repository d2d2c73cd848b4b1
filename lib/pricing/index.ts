export { costOf, faceBoundsOf, orderAmountFor } from "./price-offer";
export { DEFAULT_MARGIN, priceQuote } from "./price-quote";
export { compareCosts, convertUp, isAbove, stepsAbove } from "./convert";
export { suggestAmounts } from "./suggest-amounts";
export type { FxTable, MarginRule, OfferTerms, PriceParts } from "./types";
export { chargedFor, owedFor, shareCharge, type Owing, type Shares } from "./share-charge";
export { shareDiscount, type DiscountLine, type DiscountTerms } from "./share-discount";
export { chargeMinimum, publishedMinimum } from "./charge-minimum";
