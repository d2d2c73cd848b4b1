export { costOf, faceBoundsOf, orderAmountFor } from "./price-offer";
export { publishedMinimum } from "./charge-minimum";
export { DEFAULT_MARGIN, priceQuote } from "./price-quote";
export { compareCosts, isAbove, stepsAbove } from "./convert";
export { suggestAmounts } from "./suggest-amounts";
export type { FxTable, MarginRule, OfferTerms, PriceParts } from "./types";
export { chargedFor, owedFor, shareCharge, type Owing, type Shares } from "./share-charge";
