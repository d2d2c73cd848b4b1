import { desc, inArray, sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { groupBy } from "@/lib/core/group-by";
import { marginRules, priceChanges, priceSettings } from "@/db/schema";
import type { CardFee, Rounding, TaxRate } from "@/lib/pricing";
import { nameOperators } from "./name-operators";
import type { ChangeView, PriceEdit } from "./types";

type RuleRow = typeof marginRules.$inferSelect;

function ruleEdit(row: RuleRow): PriceEdit {
  const { operatorId, country, kind, provider, fromMinor, belowMinor } = row;
  const { ruleId, removed, marginPercent, leastMinor, flatMinor, currency, mayLose } = row;
  const scope = { operatorId, country, kind, provider, fromMinor, belowMinor };
  const terms = { scope, percent: marginPercent, leastMinor, flatMinor, currency, mayLose };
  return { what: "rule", id: ruleId, terms: removed ? null : terms };
}

function settingEdit(name: string, value: Record<string, unknown> | null): PriceEdit {
  const [what = "", of = ""] = name.split(":");
  if (what === "rounding") return { what, currency: of, to: (value as { to: Rounding } | null)?.to ?? null };
  if (what === "spread") return { what, percent: (value as { percent: string } | null)?.percent ?? null };
  if (what === "card-fee") return { what, fee: value as unknown as CardFee | null };
  if (of === "") return { what: "tax", on: value?.["on"] === true };
  return { what: "tax-rate", country: of, rate: value as unknown as TaxRate | null };
}

/** Versions of how prices are made that fit, the newest first, each with all that it changed. */
export async function readChanges(ctx: Pick<Ctx, "db">, which: SQL, limit: number): Promise<ChangeView[]> {
  const rows = await ctx.db
    .select({
      row: priceChanges,
      email: sql<string | null>`(select u.email from users u where u.id = ${priceChanges.madeBy})`,
      counts: sql<boolean>`${priceChanges.takesEffectAt} <= app_now()`,
    })
    .from(priceChanges)
    .where(which)
    .orderBy(desc(priceChanges.n))
    .limit(limit);
  const ids = rows.map(({ row }) => row.id);
  if (ids.length === 0) return [];
  const [rules, settings] = await Promise.all([
    ctx.db.select().from(marginRules).where(inArray(marginRules.changeId, ids)),
    ctx.db.select().from(priceSettings).where(inArray(priceSettings.changeId, ids)),
  ]);
  const names = await nameOperators(
    ctx,
    rules.flatMap(({ operatorId }) => operatorId ?? []),
  );
  const rulesOf = groupBy(rules, ({ changeId }) => changeId);
  const settingsOf = groupBy(settings, ({ changeId }) => changeId);
  return rows.map(({ row, email, counts }) => ({
    id: row.id,
    n: row.n,
    part: row.part,
    reason: row.reason,
    by: email ?? row.madeBy,
    madeAt: row.madeAt.toISOString(),
    takesEffectAt: row.takesEffectAt.toISOString(),
    state: row.withdrawnAt ? "withdrawn" : counts ? "counts" : "scheduled",
    belowCost: row.belowCost,
    restores: row.restores,
    edits: [
      ...(rulesOf.get(row.id) ?? []).map(ruleEdit),
      ...(settingsOf.get(row.id) ?? []).map(({ name, value }) => settingEdit(name, value)),
    ],
    operators: Object.fromEntries(names),
  }));
}
