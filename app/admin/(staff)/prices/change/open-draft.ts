import { validate as isUuid } from "uuid";
import { editsToRestore, type Drafting } from "@/lib/catalog/prices";
import type { PriceEdit, RuleView } from "@/lib/catalog/prices/types";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";
import { money, toDecimal } from "@/lib/core/money";
import type { AppCtx } from "@/lib/runtime";
import { firstOf, type Query } from "../first-of";
import { ruleEditIn, settingEditsIn, type DraftProblem, type Read } from "../read-draft";

export type Subject =
  | { sort: "rule"; rule: RuleView | undefined }
  | { sort: "settings" }
  | { sort: "restore"; version: number };

/** What the address wants to change; undefined for what there is not. */
export function subjectIn(query: Query, { rules, version }: Drafting): Subject | undefined {
  if (firstOf(query, "settings") === "1") return { sort: "settings" };
  const restore = firstOf(query, "restore");
  if (/^\d{1,9}$/.test(restore))
    return Number(restore) <= version ? { sort: "restore", version: Number(restore) } : undefined;
  const asked = firstOf(query, "rule");
  if (asked === "new" || asked === "") return { sort: "rule", rule: undefined };
  const rule = rules.find(({ id }) => id === asked);
  return rule && { sort: "rule", rule };
}

const decimal = (minor: number | null, currency: string): string =>
  minor === null ? "" : toDecimal(money(minor, currency));

function rulesValues(rule: RuleView | undefined): Record<string, string> {
  if (!rule) return { percent: "4", flat: "0.49", least: "0", currency: "USD" };
  const { scope, operator, percent, leastMinor, flatMinor, currency } = rule;
  return {
    country: scope.country ?? operator?.country ?? "",
    operator: scope.operatorId ?? "",
    kind: scope.kind ?? "",
    provider: scope.provider ?? "",
    from: decimal(scope.fromMinor, "USD"),
    below: decimal(scope.belowMinor, "USD"),
    percent,
    least: decimal(leastMinor, currency),
    flat: decimal(flatMinor, currency),
    currency,
  };
}

function settingValues({ book }: Drafting): Record<string, string> {
  const rounding = BUYER_CURRENCIES.map((currency) => [
    `rounding-${currency}`,
    book.rounding[currency] ?? "minor",
  ]);
  return {
    ...Object.fromEntries(rounding),
    spread: book.spreadPercent,
    "card-percent": book.cardFee.percent,
    "card-flat": toDecimal(book.cardFee.flat),
  };
}

/** What stands in the fields: as it was sent, else as it is. */
export function valuesOf(query: Query, subject: Subject, drafting: Drafting): Record<string, string> {
  if (firstOf(query, "show") === "1")
    return Object.fromEntries(Object.keys(query).map((name) => [name, firstOf(query, name)]));
  return subject.sort === "rule" ? rulesValues(subject.rule) : settingValues(drafting);
}

/** The edits that the address describes. */
export async function editsIn(
  ctx: AppCtx,
  query: Query,
  by: { subject: Subject; drafting: Drafting },
): Promise<Read<PriceEdit[]>> {
  const { subject, drafting } = by;
  const { book } = drafting;
  if (subject.sort === "restore") return { value: await editsToRestore(ctx, book, subject.version) };
  if (subject.sort === "settings") {
    const { rounding, spreadPercent, cardFee } = book;
    return settingEditsIn(query, { rounding: { ...rounding }, spreadPercent, cardFee });
  }
  const operator = firstOf(query, "operator");
  if (operator !== "" && !isUuid(operator)) return { problem: "unknown" satisfies DraftProblem };
  return ruleEditIn(query, subject.rule);
}
