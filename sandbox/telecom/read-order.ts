import { currencyPlaces } from "../currency-places";
import type { TelecomProduct } from "./catalogue-types";
import type { Catalogue } from "./open-catalogue";
import { readNumber, type DialledNumber } from "./read-number";
import { wireErrors, type WireError } from "./refuse";

/** A top-up whose body is in order; whether the number takes it is still to be seen. */
export interface PricedOrder {
  externalId: string;
  fingerprint: string;
  phone: string;
  country: string;
  product: TelecomProduct;
  /** Minor units; for a package what it costs. */
  arrives: { minor: number; currency: string };
  /** Micros of a US dollar. */
  cost: number;
}

const EXTERNAL_ID = /^[A-Za-z0-9_-]{1,64}$/;
const MICROS_PER_CENT = 10_000;

export interface OrderHead {
  externalId: string;
  fingerprint: string;
  fields: Record<string, unknown>;
}

/** Reads what identifies an order, so that a repeat is answered before anything else is looked at. */
export function readHead(body: unknown, idField: string): OrderHead | WireError {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return wireErrors.badRequest("The body is not a JSON object");
  const fields = body as Record<string, unknown>;
  const externalId = fields[idField];
  if (typeof externalId !== "string" || !EXTERNAL_ID.test(externalId))
    return wireErrors.badRequest(`${idField} must be 1 to 64 of A-Z a-z 0-9 _ -`);
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { externalId, fingerprint: JSON.stringify(sorted), fields };
}

export function readOrder(
  { externalId, fingerprint, fields }: OrderHead,
  catalogue: Catalogue,
): PricedOrder | WireError {
  const number = readNumber(fields["phone"]);
  if (!number) return wireErrors.badPhone;
  const product = catalogue.product(String(fields["product_id"]));
  if (!product) return wireErrors.noProduct;
  const priced = price(product, fields);
  if ("code" in priced) return priced;
  return { externalId, fingerprint, product, ...priced, ...recipientOf(number) };
}

const recipientOf = ({ digits, country }: DialledNumber) => ({ phone: digits, country });

type Price = Pick<PricedOrder, "arrives" | "cost">;

function price(product: TelecomProduct, fields: Record<string, unknown>): Price | WireError {
  const cents = centsOf(fields["amount"]);
  if (product.price === null) return priceRange(product, cents, fields["currency"]);
  // The amount of a fixed product need not be told, but must be right.
  if (fields["amount"] !== undefined && cents !== product.price)
    return wireErrors.badAmount(`The product costs ${product.price / 100} USD`);
  const { currency } = product.operator;
  const arrives =
    product.credit === null
      ? { minor: product.price, currency: "USD" }
      : { minor: product.credit * 10 ** currencyPlaces(currency), currency };
  return { arrives, cost: product.price * MICROS_PER_CENT };
}

function priceRange(
  product: TelecomProduct,
  cents: number | undefined,
  currency: unknown,
): Price | WireError {
  const { min, max } = product.range ?? { min: 0, max: 0 };
  if (currency !== "USD") return wireErrors.badAmount("The currency must be USD");
  if (cents === undefined || cents < min || cents > max)
    return wireErrors.badAmount(`The amount must be from ${min / 100} to ${max / 100} USD`);
  return { arrives: atRate(cents, product), cost: cents * MICROS_PER_CENT };
}

/** Cents of a JSON number or decimal text with at most two places. */
function centsOf(value: unknown): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(String(value));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "0").padEnd(2, "0")) : undefined;
}

/** What so many cents bring, rounded down to the minor unit. */
function atRate(cents: number, { operator }: TelecomProduct): PricedOrder["arrives"] {
  const units =
    BigInt(cents) * BigInt(operator.rateMicros) * 10n ** BigInt(currencyPlaces(operator.currency));
  return { minor: Number(units / 100_000_000n), currency: operator.currency };
}
