import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { money } from "@/lib/core/money";
import {
  DEFAULT_BOOK,
  orderRules,
  type CardFee,
  type PriceBook,
  type Rounding,
  type ScopedRule,
  type TaxRate,
} from "@/lib/pricing";

interface RuleRow extends Record<string, unknown> {
  rule_id: string;
  operator_id: string | null;
  country: string | null;
  kind: string | null;
  provider: string | null;
  from_minor: string | null;
  below_minor: string | null;
  margin_percent: string;
  least_minor: string;
  flat_minor: string;
  currency: string;
  may_lose: boolean;
}

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

function ruleOf(row: RuleRow): ScopedRule {
  const { operator_id: operatorId, country, kind, provider, currency } = row;
  const least = Number(row.least_minor);
  return {
    id: row.rule_id,
    scope: {
      operatorId,
      country,
      kind,
      provider,
      fromMinor: numberOrNull(row.from_minor),
      belowMinor: numberOrNull(row.below_minor),
    },
    marginPercent: row.margin_percent,
    ...(least > 0 ? { least: money(least, currency) } : {}),
    flatFee: money(Number(row.flat_minor), currency),
    ...(row.may_lose ? { mayLose: true } : {}),
  };
}

type Settings = Map<string, Record<string, unknown>>;

/** Names after a prefix, with their values. */
const namedBy = <Value>(settings: Settings, prefix: string): Record<string, Value> =>
  Object.fromEntries(
    [...settings]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value as Value]),
  );

function bookOf(rules: ScopedRule[], settings: Settings): PriceBook {
  const rounding = namedBy<{ to: Rounding }>(settings, "rounding:");
  const spread = settings.get("spread") as { percent: string } | undefined;
  return {
    rules: orderRules(rules),
    rounding: Object.fromEntries(Object.entries(rounding).map(([currency, { to }]) => [currency, to])),
    spreadPercent: spread?.percent ?? DEFAULT_BOOK.spreadPercent,
    cardFee: (settings.get("card-fee") as CardFee | undefined) ?? DEFAULT_BOOK.cardFee,
    tax: settings.get("tax")?.["on"] === true ? namedBy<TaxRate>(settings, "tax:") : null,
  };
}

/**
 * How prices are made at a moment, or were made by a version: of each rule and setting the last row that counts.
 * @param ctx.db read from as it is; no permission is asked, since every price is made by it
 * @param at `now`, else all that was made up to the version of that number, also what counts only later
 */
export async function readBookRows(
  ctx: Pick<Ctx, "db">,
  at: "now" | { version: number } = "now",
): Promise<PriceBook> {
  const counts =
    at === "now"
      ? sql`c.withdrawn_at is null and c.takes_effect_at <= app_now()`
      : sql`c.withdrawn_at is null and c.n <= ${at.version}`;
  const [rules, settings] = await Promise.all([
    ctx.db.execute<RuleRow & { removed: boolean }>(sql`
      select distinct on (r.rule_id) r.* from margin_rules r join price_changes c on c.id = r.change_id
      where ${counts} order by r.rule_id, c.takes_effect_at desc, c.n desc`),
    ctx.db.execute<{ name: string; value: Record<string, unknown> | null }>(sql`
      select distinct on (s.name) s.name, s.value from price_settings s join price_changes c on c.id = s.change_id
      where ${counts} order by s.name, c.takes_effect_at desc, c.n desc`),
  ]);
  const standing = rules.filter(({ removed }) => !removed).map(ruleOf);
  return bookOf(standing, new Map(settings.flatMap(({ name, value }) => (value ? [[name, value]] : []))));
}
