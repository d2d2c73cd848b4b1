export { costOf, faceBoundsOf, orderAmountFor } from "./price-offer";
export { DEFAULT_MARGIN, priceQuote } from "./price-quote";
export { convertNearest, convertUp } from "./convert";
export { suggestAmounts } from "./suggest-amounts";
export type { FxTable, MarginRule, OfferTerms, PriceParts } from "./types";
