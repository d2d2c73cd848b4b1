export { changePrices, changeTax, type PriceChange, type PriceChangeFailure } from "./change-prices";
export { editsToRestore, readDrafting, type Drafting } from "./draft-of";
export { previewPrices } from "./preview-prices";
export { listPriceChanges, readPriceDesk } from "./read-price-desk";
export { readRates } from "./read-rates";
export { endRate, setRate, type RateFailure } from "./set-rate";
export { withdrawChange } from "./withdraw-change";
export { readTaxDesk, type TaxDesk } from "./read-tax-desk";
