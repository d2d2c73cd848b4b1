import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled, parseExact, parseScaled, safeNumberOf } from "@/lib/core/decimal";
import { money, toDecimal, type Money } from "@/lib/core/money";
import type { AttemptRequest, ProductKind, ProviderOffer } from "../spec";
import type { WireProduct } from "./wire";

/** The lists they are read from. */
export type ProductType = "phone_refill" | "gift_card" | "bill_payment" | "esim";

const RATE_SCALE = 18;
const SEPARATOR = "<&>";
/** Kinds that come with a code: a purchase knows only its SKU, so that says it. */
const WITH_CODE = { pin: "pin:", "gift-card": "gift:", esim: "esim:" } as const;

function kindOf(product: WireProduct, type: ProductType): ProductKind {
  if (type === "gift_card") return "gift-card";
  if (type === "bill_payment") return "bill";
  if (type === "esim") return "esim";
  const categories = product.categories.map((category) => category.toLowerCase());
  if (categories.includes("pin")) return "pin";
  if (categories.some((category) => category.startsWith("bundle"))) return "bundle";
  if (categories.includes("data")) return "data";
  return categories.includes("dth") ? "bill" : "airtime";
}

const RECIPIENTS: Record<string, ProviderOffer["recipient"]> = {
  phone_number: "number",
  account: "account",
  email: "email",
  none: "none",
};

function recipientOf(product: WireProduct, kind: ProductKind): ProviderOffer["recipient"] {
  const told = RECIPIENTS[product.recipient_type ?? ""];
  if (told) return told;
  if (kind === "bill") return "account";
  return kind === "gift-card" || kind === "esim" ? "none" : "number";
}

/** Order units for one unit of the wallet, cut rather than rounded, so that it costs no less. `paid` and `got` are scaled alike. */
function rateOf(got: bigint, paid: bigint): string | undefined {
  if (paid <= 0n || got <= 0n) return undefined;
  return formatScaled((got * 10n ** BigInt(RATE_SCALE)) / paid, RATE_SCALE);
}

function moneyOf(text: string | null | undefined, currency: string): Money | undefined {
  const minor = text ? safeNumberOf(parseExact(text, currencyExponent(currency))) : undefined;
  return minor === undefined || minor <= 0 ? undefined : money(minor, currency);
}

interface Shelf {
  product: WireProduct;
  base: Pick<ProviderOffer, "operator" | "kind" | "popular" | "recipient" | "requiredFields">;
  prefix: string;
  currency: string;
  wallet: string;
}

const costOf = ({ wallet }: Shelf, currency: string, rate: string): ProviderOffer["cost"] => ({
  walletCurrency: wallet,
  orderUnitsPerWalletUnit: rate,
  discountPercent: "0",
  feePercent: "0",
  flatFee: money(0, currency),
});

type Package = WireProduct["packages"][number];

/** A package with an amount is ordered in the product's currency; one whose value is words alone, in what it costs. */
function packageOffer(shelf: Shelf, one: Package): ProviderOffer | undefined {
  const id = one.id ?? one.package_id ?? `${shelf.product.id}${SEPARATOR}${one.value}`;
  const price = moneyOf(formatPrice(one.price, shelf.wallet), shelf.wallet);
  const listed = one.amount ?? (parseScaled(one.value, 0) === undefined ? undefined : one.value);
  const amount = listed ? moneyOf(listed, shelf.currency) : price;
  if (!price || !amount) return undefined;
  const rate = rateOf(scaled(amount), scaled(price));
  if (!rate) return undefined;
  const words = parseScaled(one.value, 0) === undefined;
  return {
    ...shelf.base,
    sku: shelf.prefix + id,
    description: words ? one.value : "",
    order: { type: "fixed", currency: amount.currency, amount },
    face: { type: "fixed", amount },
    cost: costOf(shelf, amount.currency, rate),
  };
}

/** Prices are in the smallest unit of the wallet. */
function formatPrice(price: string | null | undefined, wallet: string): string | undefined {
  const units = price ? parseExact(price, 0) : undefined;
  return units === undefined ? undefined : formatScaled(units, currencyExponent(wallet));
}

const scaled = (amount: Money): bigint => parseScaled(toDecimal(amount), 6) ?? 0n;

function rangeOffer(shelf: Shelf): ProviderOffer | undefined {
  const { range, id } = shelf.product;
  if (!range?.price_rate) return undefined;
  const [min, max] = [moneyOf(range.min, shelf.currency), moneyOf(range.max, shelf.currency)];
  const step = moneyOf(range.step ?? "1", shelf.currency);
  const paid = parseScaled(range.price_rate, 18);
  const unit = 10n ** BigInt(currencyExponent(shelf.wallet) + 18);
  const rate = paid === undefined ? undefined : rateOf(unit, paid);
  if (!min || !max || !step || !rate || max.minor <= min.minor) return undefined;
  return {
    ...shelf.base,
    sku: shelf.prefix + id,
    description: "",
    order: { type: "range", currency: shelf.currency, min, max, step: step.minor },
    face: { type: "rate", currency: shelf.currency, perOrderUnit: "1" },
    cost: costOf(shelf, shelf.currency, rate),
  };
}

/** Whether a range sells this package too, and at the same price. */
function isCovered(offer: ProviderOffer, range: ProviderOffer | undefined): boolean {
  if (range?.order.type !== "range" || offer.order.type !== "fixed" || offer.description) return false;
  const { min, max, step } = range.order;
  const { minor } = offer.order.amount;
  return minor >= min.minor && minor <= max.minor && (minor - min.minor) % step === 0;
}

/** Every offer of one product: its range, and the packages a range does not sell. What is out of stock or cannot be priced sells nothing. */
export function offersOf(product: WireProduct, type: ProductType, wallet: string): ProviderOffer[] {
  const country = product.country_code ?? product.country;
  const currency = product.currency ?? "";
  if (product.in_stock === false || !country || !/^[A-Z]{3}$/.test(currency)) return [];
  const kind = kindOf(product, type);
  const operator = { providerOperatorId: product.id, name: product.name, country, currency };
  const base = {
    operator,
    kind,
    popular: false,
    recipient: recipientOf(product, kind),
    requiredFields: [],
  };
  const prefix = kind === "pin" || kind === "gift-card" || kind === "esim" ? WITH_CODE[kind] : "";
  const shelf: Shelf = { product, base, prefix, currency, wallet };
  const range = rangeOffer(shelf);
  const packages = product.packages.flatMap((one) => packageOffer(shelf, one) ?? []);
  return [...(range ? [range] : []), ...packages.filter((offer) => !isCovered(offer, range))];
}

/** The eSIM that a plan is added to. README.md, "eSIMs". */
const toppedUp = ({ sku, account, extra }: AttemptRequest): string | undefined =>
  isEsimSku(sku) ? (account ?? extra?.["esim_id"]) : undefined;

export interface Order {
  /** Path that creates the invoice. */
  path: "/invoices" | "/esims";
  item: Record<string, unknown>;
}

/** An amount as the JSON number they want; undefined where a number would not hold it digit by digit. */
function numberOf(amount: Money): number | undefined {
  const digits = formatScaled(BigInt(amount.minor), currencyExponent(amount.currency));
  return String(Number(digits)) === digits ? Number(digits) : undefined;
}

/** What an invoice is made of. README.md, "Invoices". */
export function orderOf(attempt: AttemptRequest): Order | undefined {
  const packageId = attempt.sku.replace(/^(pin|gift|esim):/, "");
  const at = packageId.indexOf(SEPARATOR);
  const product = { product_id: attempt.providerOperatorId, quantity: 1 };
  if (isEsimSku(attempt.sku)) {
    const topUp = toppedUp(attempt);
    const value = packageId.slice(at + SEPARATOR.length);
    return { path: "/esims", item: { ...product, value, ...(topUp ? { esim_id: topUp } : {}) } };
  }
  const value = at < 0 ? numberOf(attempt.amount) : undefined;
  if (at < 0 && value === undefined) return undefined;
  // A bill's account goes where a number would.
  const recipient = attempt.number ?? attempt.account;
  const choice = at < 0 ? { value } : { package_id: packageId };
  const to = recipient && !isCodeSku(attempt.sku) ? { phone_number: recipient } : {};
  return { path: "/invoices", item: { ...product, ...choice, ...to } };
}

const isCodeSku = (sku: string): boolean => /^(pin|gift|esim):/.test(sku);
export const isEsimSku = (sku: string): boolean => sku.startsWith(WITH_CODE.esim);
export const isGiftSku = (sku: string): boolean => sku.startsWith(WITH_CODE["gift-card"]);
/** What is not delivered before its code is there. A plan added to an eSIM brings none. */
export const needsCode = (attempt: AttemptRequest): boolean => isCodeSku(attempt.sku) && !toppedUp(attempt);
