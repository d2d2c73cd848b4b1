import { MONTHS, PLAN_CHANGE } from "@/lib/catalog/field-schema";
import type { Benefits, ProductView } from "@/lib/catalog/types";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatMoney, money, sameMoney, toDecimal, type Money } from "@/lib/core/money";
import type { ChoiceTexts } from "./choice-card";
import { pricePerDay, pricePerGb, type Package } from "./filter-packages";
import type { BenefitTexts } from "./use-benefit-texts";
import { writeBrings } from "./write-brings";

/** Texts of the catalog that a choice is written with. */
export interface ChoiceWords {
  price: (price: string) => string;
  worth: (face: string) => string;
  worthAbout: (face: string) => string;
  popular: string;
  pin: string;
  perGb: (price: string) => string;
  perDay: (price: string) => string;
  brings: (benefits: Benefits) => BenefitTexts;
  changesPlan: string;
  months: string;
}

export interface WrittenChoice extends ChoiceTexts {
  key: string;
  name: "product" | "amount";
  value: string;
  /** A choice that asks for more leads to its own page. */
  href?: string;
}

interface Written {
  locale: string;
  operator: string;
  words: ChoiceWords;
}

/** Providers put the operator's name before a bundle's; the page says it once. */
export function withoutOperator(description: string, operator: string): string {
  const short = description.toLowerCase().startsWith(`${operator.toLowerCase()} `)
    ? description.slice(operator.length + 1)
    : description;
  return short.charAt(0).toUpperCase() + short.slice(1);
}

function writePrice(price: Money, { locale, words }: Pick<Written, "locale" | "words">) {
  const amount = formatMoney(price, locale);
  return { amount, price: words.price(amount) };
}

/** Bundles are worth odd amounts in the local currency: the page rounds them, and says so. */
function writeWorth(face: Money, { locale, words }: Pick<Written, "locale" | "words">): string {
  const unit = 10 ** currencyExponent(face.currency);
  const whole = money(Math.round(face.minor / unit) * unit, face.currency);
  if (whole.minor === 0 || sameMoney(whole, face))
    return words.worth(formatMoney(face, locale, { compact: true }));
  return words.worthAbout(formatMoney(whole, locale, { compact: true }));
}

/** What one of it costs, where it is known what is in it. */
function writeRates(product: Package, { locale, words }: Pick<Written, "locale" | "words">): string {
  const perGb = pricePerGb(product);
  const perDay = pricePerDay(product);
  const rates = [
    ...(perGb ? [words.perGb(formatMoney(perGb, locale))] : []),
    ...(perDay ? [words.perDay(formatMoney(perDay, locale))] : []),
  ];
  return rates.join(" · ");
}

function detailOf(product: Package, written: Pick<Written, "locale" | "words">): string | undefined {
  const { face, price } = product.choice;
  const rates = writeRates(product, written);
  if (rates !== "") return rates;
  // A provider that names no local value names its own price, which tells the buyer nothing.
  return face.currency !== price.currency ? writeWorth(face, written) : undefined;
}

/** What stands out of a choice, or sets it apart from a plain one. */
function marksOf({ popular, kind, fields }: ProductView, words: ChoiceWords): ChoiceTexts["marks"] {
  const asks = (name: string) => fields.some((field) => field.name === name);
  return [
    ...(popular ? [{ text: words.popular, tone: "info" as const }] : []),
    ...(kind === "pin" ? [{ text: words.pin, tone: "plain" as const }] : []),
    ...(asks(PLAN_CHANGE) ? [{ text: words.changesPlan, tone: "plain" as const }] : []),
    ...(asks(MONTHS) ? [{ text: words.months, tone: "plain" as const }] : []),
  ];
}

/** A fixed product as a choice: its name, or its face value where it has none of its own. */
export function writeFixed(product: Package, { locale, operator, words }: Written): WrittenChoice {
  const { id, kind, description, lang, benefits, choice } = product;
  const face = formatMoney(choice.face, locale, { compact: true });
  const named = description !== "" && kind !== "pin" && kind !== "airtime";
  return {
    key: id,
    name: "product",
    value: id,
    title: named ? withoutOperator(description, operator) : face,
    ...(named
      ? { lang, brings: writeBrings({ name: description, lang, benefits }, { locale, texts: words.brings }) }
      : {}),
    detail: named ? detailOf(product, { locale, words }) : undefined,
    ...writePrice(choice.price, { locale, words }),
    marks: marksOf(product, words),
  };
}

/** Suggested amounts of a range as choices. */
export function writeSuggested(
  suggested: { face: Money; price: Money }[],
  { locale, words }: Written,
): WrittenChoice[] {
  return suggested.map(({ face, price }) => ({
    key: String(face.minor),
    name: "amount",
    value: toDecimal(face),
    title: formatMoney(face, locale, { compact: true }),
    ...writePrice(price, { locale, words }),
    marks: [],
  }));
}
