import { exact, multiply, toText, unitsToText } from "../../exact-decimal";
import { currencyPlaces } from "../../currency-places";
import { hashText } from "../../world/hash-text";
import { literal, wireTime, type Literal } from "../reply-with";
import type { Sale } from "../sale";
import type { GiftCardProduct } from "./gift-card-product";

/** Only for show, rounded to the cent: what an order costs is reckoned from the rate. */
const inDollars = (product: GiftCardProduct, amount: string): Literal =>
  literal(toText(multiply(exact(amount), exact(product.rate)), 2));

/** A product as the lists show it. */
export function describeGiftCard(product: GiftCardProduct): Record<string, unknown> {
  const { range, amounts, brand, country, countryName } = product;
  const bound = (amount: string | undefined) => (amount === undefined ? null : literal(amount));
  const map = amounts.map((amount) => [amount, inDollars(product, amount)] as const);
  return {
    productId: product.id,
    productName: product.name,
    global: false,
    status: "ACTIVE",
    supportsPreOrder: false,
    senderFee: literal(product.senderFee),
    senderFeePercentage: literal(product.senderFeePercent),
    discountPercentage: literal(product.discountPercent),
    denominationType: range ? "RANGE" : "FIXED",
    recipientCurrencyCode: product.currency,
    minRecipientDenomination: bound(range?.min),
    maxRecipientDenomination: bound(range?.max),
    senderCurrencyCode: "USD",
    minSenderDenomination: range ? inDollars(product, range.min) : null,
    maxSenderDenomination: range ? inDollars(product, range.max) : null,
    fixedRecipientDenominations: amounts.map(literal),
    fixedSenderDenominations: range ? null : map.map(([, dollars]) => dollars),
    fixedRecipientToSenderDenominationsMap: range ? null : Object.fromEntries(map),
    metadata: range ? null : {},
    logoUrls: [`https://cdn.reloadly.example/gift-cards/${product.id}.png`],
    brand: {
      brandId: brand.id,
      brandName: brand.name,
      logoUrl: `https://cdn.reloadly.example/brands/${brand.id}.png`,
    },
    category: product.category,
    country: {
      isoName: country,
      name: countryName,
      flagUrl: `https://s3.amazonaws.com/rld-flags/${country.toLowerCase()}.svg`,
    },
    redeemInstruction: {
      concise: `Enter the code on the ${brand.name} page.`,
      verbose: `<p>Sign in at ${brand.name}, choose <b>Redeem</b> and enter the code.</p>`,
    },
    additionalRequirements: { userIdRequired: product.userIdRequired },
    recipientCurrencyToSenderCurrencyExchangeRate: literal(product.rate),
  };
}

const dollars = (units: number): Literal => literal(unitsToText(units, 5));

/** An order in answers and reports. Times of the wallet run four hours ahead, as theirs do. */
export function describeOrder(sale: Sale, product: GiftCardProduct | undefined): Record<string, unknown> {
  const places = currencyPlaces(sale.currency);
  return {
    transactionId: Number(sale.id),
    amount: dollars(sale.cost),
    discount: dollars(sale.discount),
    currencyCode: "USD",
    fee: dollars(sale.fee),
    smsFee: literal("0.00"),
    totalFee: dollars(sale.fee),
    preOrdered: false,
    recipientEmail: sale.told["recipientEmail"] ?? null,
    recipientPhone: null,
    customIdentifier: sale.reference,
    status: sale.status,
    transactionCreatedTime: wireTime(sale.createdAt),
    product: {
      productId: sale.itemId,
      productName: sale.itemName,
      countryCode: sale.country,
      quantity: sale.quantity,
      unitPrice: literal(unitsToText(sale.amount / sale.quantity, places)),
      totalPrice: literal(unitsToText(sale.amount, places)),
      currencyCode: sale.currency,
      brand: { brandId: product?.brand.id ?? null, brandName: product?.brand.name ?? null },
    },
    balanceInfo: {
      oldBalance: dollars(sale.oldBalance),
      newBalance: dollars(sale.newBalance),
      cost: dollars(sale.cost),
      currencyCode: "USD",
      currencyName: "US Dollar",
      updatedAt: wireTime(sale.createdAt + 4 * 3_600_000),
    },
  };
}

/** The codes of an order. The first version knows number and PIN, the second the page to open as well; a long number comes bare. */
export function describeCards(sale: Sale, product: GiftCardProduct | undefined, second: boolean): unknown[] {
  return Array.from({ length: sale.quantity }, (_, card) => {
    const digits = (name: string, length: number): string =>
      Array.from({ length }, (__, at) => (hashText(`${name} ${sale.id} ${card} ${at}`) % 9) + 1).join("");
    const pinCode = digits("pin", 4);
    const page = product?.link ? `https://cards.reloadly.example/${digits("page", 12)}` : null;
    if (!second) return { cardNumber: page ?? literal(digits("card", 16)), pinCode };
    return { cardNumber: page ? null : literal(digits("card", 16)), pinCode, redemptionUrl: page };
  });
}
