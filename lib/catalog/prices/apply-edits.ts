import { money } from "@/lib/core/money";
import { DEFAULT_BOOK, orderRules, type PriceBook, type ScopedRule } from "@/lib/pricing";
import type { PriceEdit, RuleTerms } from "./types";

const ruleOf = (
  id: string,
  { scope, percent, leastMinor, flatMinor, currency, mayLose }: RuleTerms,
): ScopedRule => ({
  id,
  scope,
  marginPercent: percent,
  ...(leastMinor > 0 ? { least: money(leastMinor, currency) } : {}),
  flatFee: money(flatMinor, currency),
  ...(mayLose ? { mayLose } : {}),
});

/** Without what is null. */
const withEntry = <Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | null) => {
  const { [key]: _, ...rest } = record;
  return value === null ? rest : { ...rest, [key]: value };
};

function applyOne(book: PriceBook, edit: PriceEdit): PriceBook {
  switch (edit.what) {
    case "rule": {
      const others = book.rules.filter(({ id }) => id !== edit.id);
      return { ...book, rules: orderRules(edit.terms ? [...others, ruleOf(edit.id, edit.terms)] : others) };
    }
    case "rounding":
      return { ...book, rounding: withEntry(book.rounding, edit.currency, edit.to) };
    case "spread":
      return { ...book, spreadPercent: edit.percent ?? DEFAULT_BOOK.spreadPercent };
    case "card-fee":
      return { ...book, cardFee: edit.fee ?? DEFAULT_BOOK.cardFee };
    case "tax":
      return { ...book, tax: edit.on ? (book.tax ?? {}) : null };
    case "tax-rate":
      return { ...book, tax: book.tax && withEntry(book.tax, edit.country, edit.rate) };
  }
}

/** A book as it would be with some edits. */
export const applyEdits = (book: PriceBook, edits: readonly PriceEdit[]): PriceBook =>
  edits.reduce(applyOne, book);

/** A rule of a book as it is written down. */
export function termsOf({ scope, marginPercent, least, flatFee, mayLose }: ScopedRule): RuleTerms {
  return {
    scope,
    percent: marginPercent,
    leastMinor: least?.minor ?? 0,
    flatMinor: flatFee.minor,
    currency: flatFee.currency,
    mayLose: mayLose ?? false,
  };
}
