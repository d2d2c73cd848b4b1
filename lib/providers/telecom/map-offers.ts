import { formatScaled, parseScaled } from "@/lib/core/decimal";
import { money, type Money } from "@/lib/core/money";
import type { Benefits, ProviderOffer } from "../spec";
import { moneyFrom, wholeFrom } from "../read-amount";
import { kindOfType, skuOf } from "./sku";
import type { WirePlan, WireProduct } from "./wire";

/** Where a plan that is good in many countries is said to be at home. README.md, "eSIM". */
const NO_COUNTRY = "ZZ";

interface Volumes {
  data_gb?: string | null;
  minutes?: string | null;
  sms?: string | null;
  validity_days?: string | null;
}

/** What a package brings, without what it does not bring; undefined when that is nothing. */
export function benefitsFrom(volumes: Volumes): Benefits | undefined {
  const gigabytes = parseScaled(volumes.data_gb ?? "", 6);
  const minutes = wholeFrom(volumes.minutes);
  const sms = wholeFrom(volumes.sms);
  const validityDays = wholeFrom(volumes.validity_days);
  const benefits: Benefits = {
    ...(gigabytes ? { dataGb: formatScaled(gigabytes, 6) } : {}),
    ...(minutes ? { minutes } : {}),
    ...(sms ? { sms } : {}),
    ...(validityDays ? { validityDays } : {}),
  };
  return Object.keys(benefits).length > 0 ? benefits : undefined;
}

/** The wallet pays what is asked, without discount or fee. */
function costIn(currency: string): ProviderOffer["cost"] {
  return {
    walletCurrency: currency,
    orderUnitsPerWalletUnit: "1",
    discountPercent: "0",
    feePercent: "0",
    flatFee: money(0, currency),
  };
}

type Terms = Pick<ProviderOffer, "order" | "face" | "cost">;

function fixedTerms(price: Money, face: Money | undefined): Terms | undefined {
  if (price.minor <= 0 || (face && face.minor <= 0)) return undefined;
  return {
    order: { type: "fixed", currency: price.currency, amount: price },
    // A package has no face value of its own: what it costs stands for it.
    face: { type: "fixed", amount: face ?? price },
    cost: costIn(price.currency),
  };
}

/** `credit` of a range is what one unit of its currency brings. */
function rangeTerms({ range, credit }: WireProduct): Terms | undefined {
  const min = moneyFrom(range?.min, range?.currency);
  const max = moneyFrom(range?.max, range?.currency);
  const rate = parseScaled(credit?.amount ?? "", 12);
  if (!min || !max || !credit || !rate || rate <= 0n || min.minor <= 0 || min.minor >= max.minor)
    return undefined;
  return {
    order: { type: "range", currency: min.currency, min, max, step: 1 },
    face: { type: "rate", currency: credit.currency, perOrderUnit: formatScaled(rate, 12) },
    cost: costIn(min.currency),
  };
}

function termsOf(product: WireProduct): Terms | undefined {
  if (product.range) return rangeTerms(product);
  const price = moneyFrom(product.price?.amount, product.price?.currency);
  const face = moneyFrom(product.credit?.amount, product.credit?.currency);
  return price && fixedTerms(price, face);
}

/** One product as an offer; undefined for a type nobody documented or terms that make no sense. README.md, "Products". */
export function offerOfProduct(product: WireProduct): ProviderOffer | undefined {
  const kind = kindOfType(product.type);
  const terms = termsOf(product);
  if (!kind || kind === "esim" || !terms) return undefined;
  const benefits = benefitsFrom({ ...product.benefits, validity_days: product.validity_days });
  const { face, order } = terms;
  return {
    sku: skuOf(product.type, product.id),
    operator: {
      providerOperatorId: product.operator_id,
      name: product.operator_name,
      country: product.country,
      currency: face.type === "rate" ? face.currency : (face.amount.currency ?? order.currency),
    },
    kind,
    description: kind === "airtime" ? "" : [product.name, product.description].filter(Boolean).join(": "),
    ...(benefits ? { benefits } : {}),
    ...terms,
    popular: false,
    recipient: "number",
    requiredFields: [],
  };
}

/** A travel plan as an offer of an operator made up for the place it is good for. README.md, "eSIM". */
export function offerOfPlan(plan: WirePlan): ProviderOffer | undefined {
  const price = moneyFrom(plan.price.amount, plan.price.currency);
  const terms = price && fixedTerms(price, undefined);
  if (!terms) return undefined;
  const place = plan.country ?? plan.region ?? "world";
  const benefits = benefitsFrom(plan);
  return {
    sku: skuOf("esim", plan.id),
    operator: {
      providerOperatorId: `esim:${place.toLowerCase()}`,
      name: `eSIM ${place}`,
      country: plan.country ?? NO_COUNTRY,
      currency: price.currency,
    },
    kind: "esim",
    description: plan.name ?? plan.id,
    ...(benefits ? { benefits } : {}),
    ...terms,
    popular: false,
    recipient: "none",
    requiredFields: [],
  };
}
