export { importCatalog, type ImportCounts } from "./import-catalog";
export { importDue, type ImportDueInput } from "./import-due";
export { listCountries, type CountryView } from "./list-countries";
export { listOffersFor, type RoutableOffer } from "./list-offers-for";
export { quoteProduct, type ProductQuote, type QuoteFailure } from "./quote-product";
export {
  findAnsweredOperator,
  findOperatorByName,
  readFreshAnswer,
  writeAnswer,
  type ProviderAnswer,
} from "./provider-answers";
export { readOperatorPage, type OperatorPage } from "./read-operator-page";
export { listOperatorsOf } from "./read-operators";
export { readRecipient, type RecipientRow } from "./read-recipient";
export { storeRecipient } from "./store-recipient";
export { readRecipientFor, type RecipientForProduct } from "./read-recipient-for";
