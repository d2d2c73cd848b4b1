import type { Micros } from "@/lib/core/money";
import { microsOf, money } from "@/lib/core/money";
import { isAbove } from "./convert";
import type { FxTable, RuleScope, ScopedRule } from "./types";

/** What is priced: a product of an operator, through a provider, at a cost. */
export interface Priced {
  operatorId: string;
  country: string;
  kind: string;
  provider: string;
  cost: Micros;
}

/**
 * The order in which rules are looked through: one that names an operator before one that names a country, then a kind, then a provider, then
 * an amount. What singles out less goes first, whatever else the other names. Of two amounts the one that begins higher, then the one that
 * ends lower.
 */
const NAMES = ["operatorId", "country", "kind", "provider"] as const;

export function bySpecificity(a: ScopedRule, b: ScopedRule): number {
  for (const name of NAMES) {
    const difference = Number(b.scope[name] !== null) - Number(a.scope[name] !== null);
    if (difference !== 0) return difference;
  }
  const from = (b.scope.fromMinor ?? -1) - (a.scope.fromMinor ?? -1);
  const below =
    (a.scope.belowMinor ?? Number.MAX_SAFE_INTEGER) - (b.scope.belowMinor ?? Number.MAX_SAFE_INTEGER);
  return from || below || (a.id < b.id ? -1 : 1);
}

const cents = (minor: number): Micros => microsOf(money(minor, "USD"));

/** A cost whose rate is missing is in no band. */
function isWithin({ fromMinor, belowMinor }: RuleScope, cost: Micros, fx: FxTable): boolean {
  if (fromMinor !== null && isAbove(cents(fromMinor), cost, fx)) return false;
  if (belowMinor === null) return true;
  return isAbove(cents(belowMinor), cost, fx) && !isAbove(cost, cents(belowMinor), fx);
}

export function fitsRule(scope: RuleScope, of: Priced, fx: FxTable): boolean {
  return (
    NAMES.every((name) => scope[name] === null || scope[name] === of[name]) &&
    ((scope.fromMinor === null && scope.belowMinor === null) || isWithin(scope, of.cost, fx))
  );
}

/** The first rule that fits, of rules in the order of `bySpecificity`; the last of a book fits everything. */
export function chooseRule(rules: readonly ScopedRule[], of: Priced, fx: FxTable): ScopedRule | undefined {
  return rules.find(({ scope }) => fitsRule(scope, of, fx));
}
