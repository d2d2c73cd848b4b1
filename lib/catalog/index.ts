export { importCatalog, type ImportCounts } from "./import-catalog";
export { importDue, type ImportDueInput } from "./import-due";
export {
  findGiftBrand,
  listGiftBrands,
  readGiftBrand,
  readGiftUse,
  type GiftBrandPage,
} from "./read-gift-brands";
export { listEsimPlaces, readEsimPlace, type EsimPlacePage } from "./read-esim-places";
export { readPromotions } from "./read-promotions";
export { listCountries, type CountryView } from "./list-countries";
export type { PassedOver, Sellers } from "./judge-offer";
export { listOffersFor, type OffersFor, type RoutableOffer } from "./list-offers-for";
export { readFxTable } from "./read-fx-table";
export { quoteProduct, type ProductQuote, type QuoteFailure } from "./quote-product";
export { findAnsweredOperators, findRefusedKinds } from "./find-answered-operators";
export { findOperatorByName } from "./find-operator-by-name";
export { readFreshAnswers, storeAnswers, type ProviderAnswer } from "./number-answers";
export { readOperatorPage, type OperatorPage } from "./read-operator-page";
export { askNumberBundles, type NumberBundles } from "./ask-number-bundles";
export { fetchBill, type FetchedBill } from "./fetch-bill";
export { listBillers, readBiller, type BillerPage } from "./read-billers";
export { listOperatorsOf } from "./read-operators";
export { readRecipient, type RecipientRow } from "./read-recipient";
export { storeRecipient } from "./store-recipient";
export { readRecipientFor, type RecipientForProduct } from "./read-recipient-for";
export { bindRecipient, copyRecipient } from "./bind-recipient";
export { listExchanges, mayExchange, type Exchange } from "./list-exchanges";
export type { FieldValues } from "./field-schema";
export { refreshSearch } from "./refresh-search";
export { searchCatalog } from "./search-catalog";
export { listGoodsEntries } from "./list-goods-entries";
