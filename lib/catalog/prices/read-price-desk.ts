import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { assertMay } from "@/lib/core/permissions";
import { BASE_RULE, type PriceBook } from "@/lib/pricing";
import { readBookRows } from "../read-book-rows";
import { termsOf } from "./apply-edits";
import { nameOperators } from "./name-operators";
import { readChanges } from "./read-changes";
import { readVersion } from "./read-version";
import type { ChangeView, PriceDesk, RuleView } from "./types";

const SCHEDULED = sql`withdrawn_at is null and takes_effect_at > app_now()`;
const MOST_SCHEDULED = 50;

/** What Stripe kept of what was charged in the last 30 days, in percent with two decimals; null where nothing was. */
async function measureCardFee(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.db.execute<{ share: string | null }>(sql`
    select round(100.0 * sum(micros) filter (where account = 'stripe-fees')
      / nullif(-sum(micros) filter (where account = 'sales'), 0), 2) as share
    from ledger_days where day > (app_now() at time zone 'UTC')::date - 31 and account in ('stripe-fees', 'sales')`);
  return row?.share ?? null;
}

/** Rules as staff read them, in the order in which they are looked through. */
export async function viewRules(ctx: Ctx, { rules }: PriceBook): Promise<RuleView[]> {
  const names = await nameOperators(
    ctx,
    rules.flatMap(({ scope }) => scope.operatorId ?? []),
  );
  return rules.map((rule) => ({
    ...termsOf(rule),
    id: rule.id,
    operator: names.get(rule.scope.operatorId ?? "") ?? null,
    isBase: rule.id === BASE_RULE,
  }));
}

/** How prices are made now, and what is planned. @throws NotPermitted */
export async function readPriceDesk(ctx: Ctx): Promise<PriceDesk> {
  assertMay(ctx.actor, "prices.read");
  const [book, scheduled, version, measuredCardFee] = await Promise.all([
    readBookRows(ctx),
    readChanges(ctx, SCHEDULED, MOST_SCHEDULED),
    readVersion(ctx),
    measureCardFee(ctx),
  ]);
  const { rounding, spreadPercent, cardFee } = book;
  return {
    rules: await viewRules(ctx, book),
    rounding: { ...rounding },
    spreadPercent,
    cardFee,
    scheduled: scheduled.filter(({ part }) => part === "prices"),
    version,
    measuredCardFee,
  };
}

/** Versions before one, the newest first. @throws NotPermitted */
export async function listPriceChanges(
  ctx: Ctx,
  by: { before: number | null; limit: number },
): Promise<{ changes: ChangeView[]; more: boolean }> {
  assertMay(ctx.actor, "prices.read");
  const which = by.before === null ? sql`true` : sql`n < ${by.before}`;
  const read = await readChanges(ctx, which, by.limit + 1);
  return { changes: read.slice(0, by.limit), more: read.length > by.limit };
}
