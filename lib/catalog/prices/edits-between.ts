import type { PriceBook, ScopedRule } from "@/lib/pricing";
import { DEFAULT_BOOK } from "@/lib/pricing";
import { termsOf } from "./apply-edits";
import type { PriceEdit } from "./types";

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function ruleEdits(from: readonly ScopedRule[], to: readonly ScopedRule[]): PriceEdit[] {
  const changed = to.flatMap((rule): PriceEdit[] => {
    const now = from.find(({ id }) => id === rule.id);
    const terms = termsOf(rule);
    return now && same(termsOf(now), terms) ? [] : [{ what: "rule", id: rule.id, terms }];
  });
  const gone = from.filter(({ id }) => to.every((rule) => rule.id !== id));
  return [...changed, ...gone.map(({ id }): PriceEdit => ({ what: "rule", id, terms: null }))];
}

/** What has to be changed so that prices are made as they were; taxes are left alone. */
export function editsBetween(from: PriceBook, to: PriceBook): PriceEdit[] {
  const currencies = new Set([...Object.keys(from.rounding), ...Object.keys(to.rounding)]);
  const rounding = [...currencies].flatMap((currency): PriceEdit[] =>
    from.rounding[currency] === to.rounding[currency]
      ? []
      : [{ what: "rounding", currency, to: to.rounding[currency] ?? null }],
  );
  const { spreadPercent: spread, cardFee } = to;
  return [
    ...ruleEdits(from.rules, to.rules),
    ...rounding,
    ...(from.spreadPercent === spread
      ? []
      : [{ what: "spread" as const, percent: spread === DEFAULT_BOOK.spreadPercent ? null : spread }]),
    ...(same(from.cardFee, cardFee) ? [] : [{ what: "card-fee" as const, fee: cardFee }]),
  ];
}
