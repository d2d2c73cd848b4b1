import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled, parseExact, parseScaled } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";
import type { ProductKind, ProviderOffer } from "../spec";
import { moneyFrom } from "../read-amount";
import { skuKindOf, type SkuKind } from "./sku";
import type { WireSku } from "./wire";

const RATE_SCALE = 12;

/** Fields that this shop never fills: such an offer is imported and stays switched off. README.md, "Required fields". */
const SIM_ACTIVATION = "simActivation";
const NUMBER_OFFERS = "offersFor";

const KINDS: Record<Exclude<SkuKind, "rtr">, ProductKind> = {
  pin: "pin",
  bill: "bill",
  gift: "gift-card",
  esim: "esim",
  sim: "plan",
  dynamic: "bundle",
};

const RECIPIENTS: Record<SkuKind, ProviderOffer["recipient"]> = {
  rtr: "number",
  pin: "number",
  bill: "account",
  gift: "none",
  esim: "none",
  sim: "none",
  dynamic: "number",
};

function productKindOf(sku: WireSku, kind: SkuKind): ProductKind {
  if (kind !== "rtr") return KINDS[kind];
  const words = `${sku.subCategory ?? ""} ${sku.benefitType ?? ""}`.toLowerCase();
  if (words.includes("bundle") || words.includes("+")) return "bundle";
  return words.includes("data") ? "data" : "airtime";
}

function descriptionOf(sku: WireSku, kind: ProductKind): string {
  if (kind === "airtime") return "";
  if (kind !== "bundle" && kind !== "data" && kind !== "esim") return (sku.productName ?? "").trim();
  const name = (sku.skuName ?? "").trim();
  const validity = (sku.validity ?? "").trim();
  return validity === "" || name.includes(validity) ? name : `${name}, ${validity}`;
}

/** `Required: checkDigits, senderName` among the free text; Boost Mobile wants its PIN whatever the text says. */
export function requiredFieldsOf(sku: WireSku): string[] {
  const listed = /required:\s*([\w ,]+)/i.exec(sku.additionalInformation ?? "")?.[1] ?? "";
  const names = listed.split(",").map((name) => name.trim());
  const boost = /\bboost\b/i.test(sku.operatorName) && skuKindOf(sku.category) === "rtr" ? ["boostPin"] : [];
  return [...new Set([...names, ...boost].filter(Boolean))];
}

/** Lyca's packages can be bought for several months: the text names the field, or the operator's name tells it. */
function optionalFieldsOf(sku: WireSku, kind: ProductKind): string[] {
  if (kind !== "bundle" && kind !== "data") return [];
  const told = /\bnumberOfPlanMonths\b/.test(sku.additionalInformation ?? "");
  return told || /\blyca/i.test(sku.operatorName) ? ["numberOfPlanMonths"] : [];
}

const rateOf = (numerator: bigint, denominator: bigint): string =>
  formatScaled((numerator * 10n ** BigInt(RATE_SCALE)) / denominator, RATE_SCALE);

const scaled = (text: string | null | undefined): bigint => parseScaled(text ?? "", RATE_SCALE) ?? 0n;

const HUNDRED = 100n * 10n ** BigInt(RATE_SCALE);

/** Percent that the recipient's country takes; undefined where none is told. README.md, "SKUs". */
function takenPercentOf({ isSalesTaxCharged, salesTax }: WireSku): string | undefined {
  const percent = scaled(salesTax);
  if (!isSalesTaxCharged || percent <= 0n || percent >= HUNDRED) return undefined;
  return formatScaled(percent, RATE_SCALE);
}

/** What arrives of the most that can be sent, tax taken off: where the list shows it before tax, it is taken off here. */
function arrivesOf(sku: WireSku): bigint {
  const { faceValue, faceValueCurrency, deliveredAmount, deliveryCurrencyCode } = sku.max;
  const told = scaled(deliveredAmount);
  const percent = scaled(takenPercentOf(sku));
  if (percent === 0n || faceValueCurrency !== deliveryCurrencyCode) return told;
  const left = (scaled(faceValue) * (HUNDRED - percent)) / HUNDRED;
  return left < told ? left : told;
}

type Order = "wallet" | "local";

/** Order units that one wallet unit pays for, fee apart: what the list says it costs is exact, a discount would only be near it. */
function costOf(sku: WireSku, order: Order, wallet: string): ProviderOffer["cost"] | undefined {
  const { max } = sku;
  const units = scaled(order === "local" ? max.faceValue : max.faceValueInWalletCurrency);
  const fee = scaled(sku.fee);
  const paid = scaled(max.cost) - fee;
  if (units <= 0n || paid <= 0n) return undefined;
  const currency = order === "local" ? max.faceValueCurrency : wallet;
  const feeInOrder = order === "local" ? formatScaled((fee * units) / paid, RATE_SCALE) : (sku.fee ?? "0");
  return {
    walletCurrency: wallet,
    orderUnitsPerWalletUnit: rateOf(units, paid),
    discountPercent: "0",
    feePercent: "0",
    flatFee: moneyFrom(feeInOrder, currency) ?? money(0, currency),
  };
}

/** What arrives for one order unit. */
function perUnit(sku: WireSku, order: Order): string | undefined {
  const { max } = sku;
  const units = scaled(order === "local" ? max.faceValue : max.faceValueInWalletCurrency);
  return units > 0n ? rateOf(arrivesOf(sku), units) : undefined;
}

/** A lower bound, rounded up to the step. */
function atLeast(text: string, currency: string, step: number): Money | undefined {
  const cut = moneyFrom(text, currency);
  if (!cut) return undefined;
  const exact = parseExact(text, currencyExponent(currency)) !== undefined;
  return money(Math.ceil((cut.minor + (exact ? 0 : 1)) / step) * step, currency);
}

function rangeOf(sku: WireSku, order: Order, wallet: string): ProviderOffer["order"] | undefined {
  const local = order === "local";
  const currency = local ? sku.max.faceValueCurrency : wallet;
  // Whether whole amounts are wanted is said of the face value.
  const step =
    sku.allowDecimal === false && (local || sku.max.faceValueCurrency === wallet)
      ? 10 ** currencyExponent(currency)
      : 1;
  const min = atLeast(local ? sku.min.faceValue : sku.min.faceValueInWalletCurrency, currency, step);
  const max = moneyFrom(local ? sku.max.faceValue : sku.max.faceValueInWalletCurrency, currency);
  if (!min || !max || min.minor >= max.minor) return undefined;
  return { type: "range", currency, min, max, step };
}

interface Draft {
  sku: WireSku;
  kind: SkuKind;
  wallet: string;
}

function baseOf({ sku, kind }: Draft): Omit<ProviderOffer, "sku" | "order" | "face" | "cost"> {
  const productKind = productKindOf(sku, kind);
  const takenPercent = takenPercentOf(sku);
  return {
    ...(takenPercent ? { takenPercent } : {}),
    operator: {
      providerOperatorId: sku.operatorId,
      name: sku.operatorName,
      country: sku.countryCode,
      currency: sku.max.deliveryCurrencyCode,
    },
    kind: productKind,
    description: descriptionOf(sku, productKind),
    popular: false,
    recipient: RECIPIENTS[kind],
    requiredFields: kind === "sim" ? [SIM_ACTIVATION] : requiredFieldsOf(sku),
    optionalFields: optionalFieldsOf(sku, productKind),
  };
}

/** Ordered by its face value: to the letter, whatever the rate does. */
function* fixedOffers(draft: Draft): Iterable<ProviderOffer> {
  const { sku, kind, wallet } = draft;
  const currency = sku.max.faceValueCurrency;
  const exact = parseExact(sku.max.faceValue, currencyExponent(currency)) !== undefined;
  const amount = exact ? moneyFrom(sku.max.faceValue, currency) : undefined;
  const face = moneyFrom(formatScaled(arrivesOf(sku), RATE_SCALE), sku.max.deliveryCurrencyCode);
  const cost = costOf(sku, currency === wallet ? "wallet" : "local", wallet);
  if (!amount || !face || !cost || amount.minor <= 0 || face.minor <= 0) return;
  yield {
    ...baseOf(draft),
    sku: `${kind}:${sku.skuId}`,
    order: { type: "fixed", currency, amount },
    face: { type: "fixed", amount: face },
    cost,
  };
}

/** Ordered in the wallet's currency and, where the face value has another one, in that too. */
function* rangeOffers(draft: Draft): Iterable<ProviderOffer> {
  const { sku, kind, wallet } = draft;
  const orders: Order[] = sku.max.faceValueCurrency === wallet ? ["wallet"] : ["wallet", "local"];
  for (const order of orders) {
    const range = rangeOf(sku, order, wallet);
    const cost = costOf(sku, order, wallet);
    const perOrderUnit = perUnit(sku, order);
    if (!range || !cost || !perOrderUnit || perOrderUnit === "0") continue;
    yield {
      ...baseOf(draft),
      sku: `${kind}:${sku.skuId}${order === "local" ? ":local" : ""}`,
      order: range,
      face: { type: "rate", currency: sku.max.deliveryCurrencyCode, perOrderUnit },
      cost,
    };
  }
}

/** Every offer of one SKU of theirs; none for a category nobody documented. */
export function offersOf(sku: WireSku, wallet: string): ProviderOffer[] {
  const kind = skuKindOf(sku.category);
  if (!kind) return [];
  const draft = { sku, kind, wallet };
  const fixed = parseScaled(sku.min.faceValue, RATE_SCALE) === parseScaled(sku.max.faceValue, RATE_SCALE);
  return [...(fixed ? fixedOffers(draft) : rangeOffers(draft))];
}

/** A product whose offers depend on the number, as one offer that is never on sale: `offersFor` reads the real ones. README.md, "Bundles". */
export function markerOf(sku: WireSku, wallet: string): ProviderOffer[] {
  const [first] = offersOf(sku, wallet);
  if (!first) return [];
  const description = (sku.productName ?? "").trim();
  return [{ ...first, sku: `dynamic:${sku.productId}`, description, requiredFields: [NUMBER_OFFERS] }];
}
