import { exact, unitsToText } from "../exact-decimal";
import { currencyPlaces } from "../currency-places";
import { readWorld } from "../world/read-world";
import { inWallet, priceOf } from "./price-order";
import { CATEGORIES, type Product, type Sku } from "./valuetopup-sku";

const imageOf = (operatorId: number): string => `https://images.example/operators/${operatorId}.png`;

export const categoryId = (product: Product): number => CATEGORIES[product.category];

/** The wire object of the products and look-up calls. */
export function describeProduct(product: Product): Record<string, unknown> {
  return {
    productId: product.productId,
    productName: product.productName,
    category: product.category,
    description: product.description,
    countryCode: product.country,
    operatorId: product.operatorId,
    operatorName: product.operatorName,
    imageUrl: imageOf(product.operatorId),
    requireFetchBundle: product.perNumber,
  };
}

export function describeOperator(product: Product): Record<string, unknown> {
  const { operatorId, operatorName } = product;
  return { operatorId, operatorName, imageUrl: imageOf(operatorId) };
}

function pricePoint(sku: Sku, amount: string): Record<string, unknown> {
  const { cost, delivered } = priceOf(sku, exact(amount));
  return {
    faceValue: Number(amount),
    faceValueCurrency: sku.faceCurrency,
    deliveredAmount: Number(unitsToText(delivered, currencyPlaces(sku.deliveryCurrency))),
    deliveryCurrencyCode: sku.deliveryCurrency,
    cost: Number(unitsToText(cost, 4)),
    costCurrency: "USD",
    faceValueInWalletCurrency: Number(inWallet(sku, exact(amount))),
  };
}

/** Delivered units for one of the wallet's: the rate of the list and of the exchange rate call. */
export const exchangeRateOf = (sku: Sku): number =>
  Number(sku.faceCurrency === "USD" ? sku.deliveryRate : sku.rate);

/** The wire object of one SKU, its texts in the language wanted. */
export function describeSku(sku: Sku, say: (text: string) => string): Record<string, unknown> {
  const { product } = sku;
  return {
    skuId: sku.skuId,
    skuName: say(sku.skuName),
    min: pricePoint(sku, sku.min),
    max: pricePoint(sku, sku.max),
    exchangeRate: exchangeRateOf(sku),
    loanAmountInFaceValueCurrency: null,
    loanAmountInDeliveryCurrency: null,
    loanAmountInWalletCurrency: null,
    productId: product.productId,
    productName: product.productName,
    category: product.category,
    subCategory: product.subCategory,
    isSalesTaxCharged: sku.salesTaxPercent !== "0",
    salesTax: Number(sku.salesTaxPercent),
    countryCode: product.country,
    region: readWorld().country(product.country)?.continent ?? "",
    benefitType: sku.benefitType,
    validity: say(sku.validity),
    productDescription: say(sku.description),
    additionalInformation: sku.additionalInformation,
    localPhoneNumberLength: sku.dialling.length,
    internationalCountryCode: sku.dialling.codes,
    allowDecimal: sku.allowDecimal,
    fee: Number(sku.fee),
    operatorId: product.operatorId,
    operatorName: product.operatorName,
    imageUrl: imageOf(product.operatorId),
    deliveryAmountType: sku.min === sku.max ? "Fixed" : "Range",
    requireFetchBundle: product.perNumber,
  };
}
