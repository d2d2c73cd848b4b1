import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled, parseScaled, toSafeNumber } from "@/lib/core/decimal";
import { NO_CURRENCY } from "@/lib/core/money";
import { faceBoundsOf } from "@/lib/pricing";
import type { Benefits, ProviderOffer } from "@/lib/providers/spec";
import { cardWords } from "./card-words";
import { countryWords, plainWords } from "./name-words";
import { isPlain, productKey } from "./product-key";
import { readBenefits, type PackageText } from "./read-benefits";
import type { offers, products } from "@/db/schema";

type OfferRow = typeof offers.$inferInsert;
type ProductRow = typeof products.$inferInsert;

/** An offer as the tables hold it, before product and operator have ids. */
export interface OfferDraft {
  product: Omit<ProductRow, "id" | "operatorId">;
  offer: Omit<OfferRow, "id" | "productId" | "provider" | "seenAt">;
}

const SCALE = 18;
/** Characters that are kept of what a provider writes. */
const LONGEST_TEXT = 2000;
const LONGEST_NAME = 60;

/** The decimal as the database writes it, so that unchanged values compare equal. @throws RangeError for no number. */
function decimal(text: string, least: bigint): string {
  const value = parseScaled(text, SCALE);
  if (value === undefined || value < least) throw new RangeError(`Not usable: ${text}`);
  return formatScaled(value, SCALE);
}

const wholeAbove = (minor: number, least: number): number => {
  if (!Number.isSafeInteger(minor) || minor < least) throw new RangeError(`Not an amount: ${minor}`);
  return minor;
};

type Faces = Pick<OfferRow, "faceMinMinor" | "faceMaxMinor" | "facePerOrderUnit"> & { currency: string };
type Orders = Pick<
  OfferRow,
  "orderCurrency" | "orderMinor" | "orderMinMinor" | "orderMaxMinor" | "orderStepMinor"
>;

/** Reads a provider's offer. @throws RangeError when its numbers make no sense; such an offer is left out. */
export function mapOffer(offer: ProviderOffer): OfferDraft {
  const orders = ordersOf(offer.order);
  const denomination = orders.orderMinor === null ? ("range" as const) : ("fixed" as const);
  const words = descriptionOf(offer);
  // Any amount of a bill is money to its biller, whose name stands above it already.
  const description = offer.kind === "bill" && denomination === "range" ? "" : words;
  const { benefits, rest } = packageOf(offer, denomination, words);
  const faces = hasNoFace(offer, benefits) ? NO_FACE : facesOf(offer, orders);
  const { currency, ...faceColumns } = faces;
  const { kind, popular } = offer;
  // A PIN is typed into a phone whose number we know, whether or not its provider wants to hear it.
  const recipient = kind === "pin" ? "number" : offer.recipient;
  const faceMinor = denomination === "fixed" ? faces.faceMinMinor : null;
  return {
    product: {
      kind,
      description,
      denomination,
      currency,
      benefits: benefits ?? null,
      faceMinor,
      minMinor: denomination === "range" ? faces.faceMinMinor : null,
      maxMinor: denomination === "range" ? faces.faceMaxMinor : null,
      recipient,
      popular,
      key: productKey({ kind, denomination, currency, faceMinor, recipient, benefits, rest }),
    },
    offer: {
      sku: offer.sku,
      providerOperatorId: offer.operator.providerOperatorId,
      country: offer.operator.country,
      description,
      ...orders,
      ...faceColumns,
      // Packages of one product differ in face value: each delivers any that is not above its own.
      ...(benefits ? { faceMinMinor: 1 } : {}),
      walletCurrency: offer.cost.walletCurrency,
      orderUnitsPerWalletUnit: decimal(offer.cost.orderUnitsPerWalletUnit, 1n),
      discountPercent: decimal(offer.cost.discountPercent, 0n),
      feePercent: decimal(offer.cost.feePercent, 0n),
      flatFeeMinor: wholeAbove(offer.cost.flatFee.minor, 0),
      takenPercent: offer.takenPercent === undefined ? null : decimal(offer.takenPercent, 1n),
      requiredFields: offer.requiredFields,
      optionalFields: offer.optionalFields ?? [],
      redeem: (offer.redeem ?? "").slice(0, LONGEST_TEXT),
      category: (offer.category ?? "").slice(0, LONGEST_NAME),
      perNumber: false,
      popular,
      active: true,
    },
  };
}

/** A travel plan is worth nothing but what it brings: the price that each provider names for it, in a currency of its own, is no face value. */
const NO_FACE: Faces = { currency: NO_CURRENCY, faceMinMinor: 1, faceMaxMinor: 1, facePerOrderUnit: null };

const hasNoFace = ({ kind, order }: ProviderOffer, benefits: Benefits | undefined): boolean =>
  kind === "esim" && order.type === "fixed" && benefits?.dataGb !== undefined;

/** The provider's words; of a package without the operator's name in front, which stands above it on the page. */
function descriptionOf(offer: ProviderOffer): string {
  const { kind, description, operator } = offer;
  const text = description.trim().replace(/[:;,\s]+$/, "");
  if (offer.kind === "gift-card") return cardWords(offer).length === 0 ? "" : text;
  if (isPlain(kind) || kind === "bill") return text;
  const place = kind === "esim" ? countryWords(operator.country) : [];
  const name = new Set([...plainWords(operator.name), ...place]);
  const words = text.split(/\s+/);
  const from = words.findIndex((word) => !plainWords(word).every((part) => name.has(part)));
  return from > 0 ? words.slice(from).join(" ") : text;
}

function packageOf(offer: ProviderOffer, denomination: "fixed" | "range", description: string): PackageText {
  const { kind, benefits } = offer;
  if (kind === "gift-card") return { benefits: undefined, rest: cardWords(offer).sort().join(" ") };
  if (isPlain(kind)) return { benefits: undefined, rest: "" };
  const read = readBenefits(description, benefits);
  return denomination === "range" || kind === "bill" ? { ...read, benefits: undefined } : read;
}

function ordersOf(order: ProviderOffer["order"]): Orders {
  if (order.type === "fixed") {
    return {
      orderCurrency: order.currency,
      orderMinor: wholeAbove(order.amount.minor, 1),
      orderMinMinor: null,
      orderMaxMinor: null,
      orderStepMinor: 1,
    };
  }
  return {
    orderCurrency: order.currency,
    orderMinor: null,
    orderMinMinor: wholeAbove(order.min.minor, 1),
    orderMaxMinor: wholeAbove(order.max.minor, order.min.minor),
    orderStepMinor: wholeAbove(order.step, 1),
  };
}

function facesOf({ order, face }: ProviderOffer, orders: Orders): Faces {
  if (face.type === "fixed") {
    if (order.type !== "fixed") throw new RangeError("A range cannot deliver a fixed amount");
    const minor = wholeAbove(face.amount.minor, 1);
    return {
      currency: face.amount.currency,
      faceMinMinor: minor,
      faceMaxMinor: minor,
      facePerOrderUnit: null,
    };
  }
  const facePerOrderUnit = decimal(face.perOrderUnit, 1n);
  if (order.type === "fixed") {
    const minor = deliveredBy({
      minor: order.amount.minor,
      from: order.currency,
      to: face.currency,
      facePerOrderUnit,
    });
    return { currency: face.currency, faceMinMinor: minor, faceMaxMinor: minor, facePerOrderUnit: null };
  }
  const bounds = faceBoundsOf({
    orderCurrency: order.currency,
    orderMinMinor: order.min.minor,
    orderMaxMinor: order.max.minor,
    orderStepMinor: orders.orderStepMinor ?? 1,
    faceCurrency: face.currency,
    facePerOrderUnit,
  });
  if (!bounds) throw new RangeError("Nothing lies between its bounds");
  return {
    currency: face.currency,
    faceMinMinor: bounds.min.minor,
    faceMaxMinor: bounds.max.minor,
    facePerOrderUnit,
  };
}

/** What a fixed order brings at the offer's rate, rounded down: no more is promised. */
function deliveredBy(input: { minor: number; from: string; to: string; facePerOrderUnit: string }): number {
  const rate = parseScaled(input.facePerOrderUnit, SCALE) ?? 0n;
  const scaled = BigInt(input.minor) * rate * 10n ** BigInt(currencyExponent(input.to));
  return wholeAbove(toSafeNumber(scaled / 10n ** BigInt(SCALE + currencyExponent(input.from))), 1);
}
