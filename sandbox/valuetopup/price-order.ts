import {
  add,
  compare,
  divide,
  exact,
  multiply,
  ONE,
  subtract,
  toText,
  toUnits,
  type Exact,
} from "../exact-decimal";
import { currencyPlaces } from "../currency-places";
import type { Sku } from "./valuetopup-sku";

const WALLET_PLACES = 4;

/** What an amount of face value costs and brings. */
export interface Price {
  face: Exact;
  /** Units of 0.0001 USD, fee included. */
  cost: number;
  discount: number;
  /** Minor units of the delivery currency, tax taken off. */
  delivered: number;
  tax: number;
}

const percent = (text: string): Exact => divide(exact(text), exact("100"));

/** Face value in US dollars, as the SKU list shows it. */
export function inWallet(sku: Sku, face: Exact): string {
  return toText(divide(face, exact(sku.rate)), WALLET_PLACES);
}

export function priceOf(sku: Sku, face: Exact): Price {
  const nominal = divide(face, exact(sku.rate));
  const discount = multiply(nominal, percent(sku.discountPercent));
  const cost = add(subtract(nominal, discount), exact(sku.fee));
  const places = currencyPlaces(sku.deliveryCurrency);
  const gross = multiply(face, exact(sku.deliveryRate));
  const net = multiply(gross, subtract(ONE, percent(sku.salesTaxPercent)));
  const delivered = toUnits(net, places);
  return {
    face,
    cost: toUnits(cost, WALLET_PLACES),
    discount: toUnits(discount, WALLET_PLACES),
    delivered,
    tax: toUnits(gross, places) - delivered,
  };
}

/** The face value an amount in dollars buys; undefined where it lies outside the bounds. */
export function faceOfWallet(sku: Sku, amount: Exact): Exact | undefined {
  const [min, max] = [sku.min, sku.max].map((face) => exact(inWallet(sku, exact(face))));
  if (!min || !max || compare(amount, min) < 0 || compare(amount, max) > 0) return undefined;
  return sku.min === sku.max ? exact(sku.min) : multiply(amount, exact(sku.rate));
}

/** The face value of an amount in face value currency; undefined where it lies outside the bounds. */
export function faceOfLocal(sku: Sku, amount: Exact): Exact | undefined {
  const inside = compare(amount, exact(sku.min)) >= 0 && compare(amount, exact(sku.max)) <= 0;
  return inside ? amount : undefined;
}
