export { importCatalog, type ImportCounts } from "./import-catalog";
export { listCountries, type CountryView } from "./list-countries";
export { listOffersFor, type RoutableOffer } from "./list-offers-for";
export { quoteProduct, type ProductQuote, type QuoteFailure } from "./quote-product";
export { readFxTable } from "./read-fx-table";
export { readOperatorPage, type OperatorPage } from "./read-operator-page";
export { listOperatorsOf } from "./read-operators";
export { refreshFxRates } from "./refresh-fx-rates";
